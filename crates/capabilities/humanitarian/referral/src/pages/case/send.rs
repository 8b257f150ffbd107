//! Choose the service and exactly what leaves; see it as the organisation will see it; then send.

use crate::{
    case::{SendReferral, chosen, digest},
    pages::{
        lines,
        records::{self, Listed},
    },
    words::Field,
};
use access::{Cell, Query};
use askama::Template;
use kernel::{Problem, ReferralId, ServiceId, Text};
use shell::{Html, Page, PageDef, Reply, Visit, Words, field::Fields};

/// The page.
pub const SEND: PageDef =
    PageDef { path: "/referral/cases/{id}/send", action: "referral.send_referral", show, act: Some(act), menu: None };

#[derive(Template)]
#[template(path = "case/send.html")]
struct Send<'a> {
    words: &'a Words,
    f: Fields<'a>,
    key: String,
    id: ReferralId,
    name: String,
    covered: bool,
    services: Vec<Offer>,
    fields: Vec<(&'static str, String, Html, bool)>,
    preview: Option<Preview>,
}

/// A service that can be chosen.
struct Offer {
    id: ServiceId,
    name: String,
    organisation: String,
    now: String,
    left: Option<i64>,
    warn: Option<String>,
    agreed: bool,
    chosen: bool,
}

/// What the organisation will see.
struct Preview {
    service: ServiceId,
    organisation: String,
    name: String,
    fields: Vec<&'static str>,
    shown: String,
    list: Html,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let case = records::case(visit)?;
    let words = &visit.words;
    let service: Option<ServiceId> = visit.form.get("service").and_then(|id| id.parse().ok());
    let fields = ticked(visit);
    let offers = offers(visit, &case, service)?;
    let preview = match (visit.form.get("_do"), service, fields.is_empty()) {
        (Some("preview" | "send"), Some(service), false) => {
            let listed: Listed = visit.read("referral.service", &Query::by("id", service))?;
            let leaving = chosen(&case.lines, &fields);
            Some(Preview {
                service,
                organisation: listed.organisation_name,
                name: listed.service.name.to_string(),
                fields: leaving.iter().map(|line| line.field.name()).collect(),
                shown: digest(&leaving),
                list: lines::list(words, &leaving),
            })
        }
        _ => None,
    };
    // What the person agreed to is ticked at first; with a named basis nothing is.
    let agreed = case.consent.as_ref().filter(|consent| consent.agreed && !case.withdrawn);
    let first = visit.form.is_empty();
    let on =
        |field: Field| if first { agreed.is_some_and(|c| c.fields.contains(&field)) } else { fields.contains(&field) };
    let page = Send {
        words,
        f: visit.fields(),
        key: visit.form_key(),
        id: case.referral,
        name: case.known.as_ref().map_or_else(String::new, |known| known.name.clone()),
        covered: agreed.is_some() || case.basis.is_some(),
        services: offers,
        fields: case
            .lines
            .iter()
            .map(|line| {
                let name = words.code("referral-field", line.field.name());
                (line.field.name(), name, lines::value(words, line), on(line.field))
            })
            .collect(),
        preview,
    };
    Ok(Page::new(visit.t("referral-send"), &page).narrow())
}

fn ticked(visit: &Visit<'_>) -> Vec<Field> {
    visit.form.0.iter().filter(|(name, _)| name == "fields[]").filter_map(|(_, field)| field.parse().ok()).collect()
}

/// Services of the kind that is needed, with what speaks for and against each.
fn offers(visit: &Visit<'_>, case: &records::Case, chosen: Option<ServiceId>) -> Result<Vec<Offer>, Problem> {
    let category = case.category.map_or("", |category| category.name());
    let query = Query { per_page: 100, ..Query::by("category", category) };
    let mut offers = Vec::new();
    for row in records::rows(visit, "referral.services", &query)? {
        let Some(Cell::Text(id)) = row.first() else { continue };
        let listed: Listed = visit.read("referral.service", &Query::by("id", id))?;
        let excluded = case.known.as_ref().is_some_and(|k| listed.service.limits.may_exclude(k.sex, k.age));
        let emergency = case.priority == Some(crate::words::Priority::Emergency) && !listed.service.takes_emergencies;
        let warn = match (excluded, emergency, listed.left) {
            (true, ..) => Some("referral-warn-limits"),
            (_, true, _) => Some("referral-warn-emergency"),
            (.., Some(0)) => Some("referral-warn-full"),
            _ => None,
        };
        offers.push(Offer {
            id: listed.id,
            name: listed.service.name.to_string(),
            organisation: listed.organisation_name,
            now: listed.now,
            left: listed.left,
            warn: warn.map(|key| visit.t(key)),
            agreed: case.consent.as_ref().is_some_and(|c| c.agreed && c.organisations.contains(&listed.organisation)),
            chosen: chosen == Some(listed.id),
        });
    }
    // To whom the person agreed first, then who has places.
    offers.sort_by_key(|offer| (!offer.agreed, offer.now == "suspended", offer.warn.is_some()));
    Ok(offers)
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let referral: ReferralId = visit.part("id")?;
    let service = visit.form.get("service").ok_or_else(|| Problem::field("service", "RFR-011"))?;
    let service: ServiceId = service.parse().map_err(|_| Problem::field("service", "RFR-011"))?;
    let fields = ticked(visit);
    if fields.is_empty() {
        return Err(Problem::field("fields", "RFR-013"));
    }
    if visit.form.get("_do") != Some("send") {
        return show(visit).map(|page| Reply::Page(Box::new(page)));
    }
    let shown = visit.form.get("shown").and_then(|shown| Text::parse(shown).ok());
    visit.command("referral", &SendReferral::new(referral, service, fields).shown(shown))?;
    Ok(Reply::Go(format!("/referral/cases/{referral}")))
}
