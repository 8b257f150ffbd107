//! A service: what it offers and to whom, how much is left, and, for its organisation and the focal point, how to change that.

use crate::{
    pages::{lines, records::Listed},
    words::{CapacityUnit, Sexes},
};
use access::Query;
use askama::Template;
use kernel::{OrganisationId, Problem, ServiceId};
use serde_json::{Value, json};
use shell::{Html, Page, PageDef, Reply, Visit, Words, field::Fields, places};

/// The page.
pub const SERVICE: PageDef =
    PageDef { path: "/referral/services/{id}", action: "referral.service", show, act: Some(act), menu: None };

#[derive(Template)]
#[template(path = "directory/service.html")]
struct Show<'a> {
    words: &'a Words,
    f: Fields<'a>,
    key: String,
    id: ServiceId,
    organisation: OrganisationId,
    organisation_name: String,
    name: String,
    category: String,
    now: String,
    badge: &'static str,
    until: Option<Html>,
    why: Option<String>,
    rows: Vec<(String, Html)>,
    suspended: bool,
    may_change: bool,
    unit: Html,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let id: ServiceId = visit.part("id")?;
    let listed: Listed = visit.read("referral.service", &Query::by("id", id))?;
    let (words, f) = (&visit.words, visit.fields());
    // The organisation changes its own, the focal point anybody's.
    let may_change = visit.may("referral.set_capacity") && (listed.mine || visit.may("referral.describe_organisation"));
    let page = Show {
        words,
        key: visit.form_key(),
        id,
        organisation: listed.organisation,
        name: listed.service.name.to_string(),
        category: words.code("referral-category", listed.service.category.name()),
        now: words.code("referral-now", &listed.now),
        badge: match listed.now.as_str() {
            "open" => "ok",
            "closed" => "neutral",
            _ => "bad",
        },
        until: listed.until.filter(|_| listed.now == "suspended").map(|day| Html::ltr(&day.to_string())),
        why: listed.why.clone().filter(|_| listed.now == "suspended"),
        suspended: listed.now == "suspended",
        rows: rows(words, &listed),
        organisation_name: listed.organisation_name,
        may_change,
        unit: f.select("capacity.unit", "referral-unit", &words.options("referral-unit", CapacityUnit::NAMES)),
        f,
    };
    Ok(Page::new(page.name.clone(), &page).narrow())
}

fn rows(words: &Words, listed: &Listed) -> Vec<(String, Html)> {
    let service = &listed.service;
    let days: Vec<String> = service.hours.days.iter().map(|day| words.code("referral-day", day.name())).collect();
    let days = if days.is_empty() { words.t("referral-every-day") } else { days.join(", ") };
    let languages = service.languages.iter().map(|code| lines::language(words, code.as_str()));
    let text = |value: Option<&str>| value.map(Html::name);
    let capacity = listed.total.zip(listed.unit).map(|(total, unit)| {
        let unit = words.code("referral-unit", unit.name());
        Html::text(&format!("{total} · {unit} · {} {}", words.t("column-referral-left"), listed.left.unwrap_or(0)))
    });
    let limits = &service.limits;
    let ages = match (limits.age_from, limits.age_to) {
        (None, None) => None,
        (from, to) => Some(Html::ltr(&format!(
            "{}–{}",
            from.map_or(String::new(), |n| n.to_string()),
            to.map_or(String::new(), |n| n.to_string())
        ))),
    };
    let sex =
        limits.sex.filter(|sex| *sex != Sexes::All).map(|sex| Html::text(&words.code("referral-sexes", sex.name())));
    [
        (
            "column-referral-place",
            service.place.as_ref().map(|place| Html::name(&places::name_of(words, place.as_str()))),
        ),
        ("referral-address", text(service.address.as_ref().map(kernel::Text::as_str))),
        ("column-referral-hours", Some(Html::text(&format!("{days} · {}–{}", service.hours.from, service.hours.to)))),
        ("column-referral-languages", Some(Html::text(&languages.collect::<Vec<_>>().join(", ")))),
        ("referral-eligibility", text(service.eligibility.as_ref().map(kernel::Text::as_str))),
        ("referral-ages", ages),
        ("referral-sex", sex),
        ("referral-contact", text(service.contact.as_ref().map(kernel::Text::as_str))),
        (
            "referral-takes-emergencies",
            Some(Html::text(&words.t(if service.takes_emergencies { "yes" } else { "no" }))),
        ),
        ("referral-capacity", capacity),
    ]
    .into_iter()
    .filter_map(|(key, value)| Some((words.t(key), value?)))
    .collect()
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let id: ServiceId = visit.part("id")?;
    let command = match visit.form.get("_do") {
        Some("capacity") => "set_capacity",
        Some("suspend") => "suspend_service",
        Some("resume") => "resume_service",
        _ => return Err(Problem::not_found()),
    };
    visit.run_form(&format!("referral.{command}"), |json| {
        if let Value::Object(map) = json {
            map.insert("service".to_owned(), json!(id));
        }
    })?;
    Ok(Reply::Go(format!("/referral/services/{id}")))
}
