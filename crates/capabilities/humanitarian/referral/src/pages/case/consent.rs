//! The question whether this may be passed on, to read aloud in the person's language, with to whom and what; the answer; or a named
//! basis. Nothing is ticked beforehand.

use crate::{
    case::{AnswerConsent, Consent, NameBasis, WithdrawConsent},
    pages::records,
    words::{Basis, ConsentForm, ConsentGiver, Field},
};
use access::{Cell, Query};
use askama::Template;
use kernel::{OrganisationId, Problem, ReferralId};
use shell::{Html, Language, Page, PageDef, Reply, Visit, Words, field::Fields};
use std::collections::BTreeMap;

/// The page.
pub const CONSENT: PageDef = PageDef {
    path: "/referral/cases/{id}/consent",
    action: "referral.answer_consent",
    show,
    act: Some(act),
    menu: None,
};

#[derive(Template)]
#[template(path = "case/consent.html")]
struct Asking<'a> {
    words: &'a Words,
    read: Words,
    languages: &'static [Language],
    f: Fields<'a>,
    key: String,
    id: ReferralId,
    name: String,
    given: bool,
    category: String,
    organisations: Vec<(String, String, bool)>,
    fields: Vec<(&'static str, String, bool)>,
    by: Html,
    form: Html,
    basis: Html,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let case = records::case(visit)?;
    let (words, f) = (&visit.words, visit.fields());
    // Read in the language of the person where there is a text in it, not in the social worker's.
    let asked = visit.query.get("read").or_else(|| visit.form.get("_read")).and_then(Language::of);
    let spoken = case.known.as_ref().and_then(|known| known.language.as_ref()).and_then(|l| Language::of(l.as_str()));
    let read = words.in_language(asked.or(spoken).unwrap_or(words.language));
    let ticked = |name: &str, value: &str| visit.form.0.iter().any(|(n, v)| n == name && v == value);
    let organisations = organisations(visit, case.category.map_or("", |category| category.name()))?;
    let known: Vec<Field> = case.lines.iter().map(|line| line.field).collect();
    let page = Asking {
        words,
        languages: &Language::ALL,
        key: visit.form_key(),
        id: case.referral,
        name: case.known.map_or_else(String::new, |known| known.name),
        given: case.consent.is_some_and(|consent| consent.agreed) && !case.withdrawn,
        category: case.category.map_or_else(String::new, |category| read.code("referral-category", category.name())),
        organisations: organisations
            .into_iter()
            .map(|(id, name)| (ticked("organisations[]", &id), id, name))
            .map(|(ticked, id, name)| (id, name, ticked))
            .collect(),
        fields: Field::ALL
            .iter()
            .filter(|field| known.contains(field))
            .map(|field| (field.name(), read.code("referral-field", field.name()), ticked("fields[]", field.name())))
            .collect(),
        by: f.choice("by", "referral-consent-by", "referral-giver", ConsentGiver::NAMES),
        form: f.choice("form", "referral-consent-form", "referral-form", ConsentForm::NAMES),
        basis: f.choice("basis", "referral-basis", "referral-basis", Basis::NAMES),
        f,
        read,
    };
    Ok(Page::new(visit.t("referral-consent-title"), &page).narrow())
}

/// Organisations with a service of this kind; all where there is none.
fn organisations(visit: &Visit<'_>, category: &str) -> Result<Vec<(String, String)>, Problem> {
    let query = Query { per_page: 200, ..Query::by("category", category) };
    let mut found = BTreeMap::new();
    for row in records::rows(visit, "referral.services", &query)? {
        if let Some(Cell::Text(service)) = row.first() {
            let listed: records::Listed = visit.read("referral.service", &Query::by("id", service))?;
            found.insert(listed.organisation.to_string(), listed.organisation_name);
        }
    }
    Ok(found.into_iter().collect())
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let referral: ReferralId = visit.part("id")?;
    let required = |field: &str| visit.form.get(field).ok_or_else(|| Problem::field(field, "GEN-001"));
    match visit.form.get("_do") {
        Some("withdraw") => {
            visit.command("referral", &WithdrawConsent { referral })?;
        }
        Some("basis") => {
            let basis = required("basis")?.parse().map_err(|_| Problem::field("basis", "GEN-004"))?;
            let reason = kernel::Text::parse(required("reason")?).map_err(|e| Problem::field("reason", e.code()))?;
            visit.command("referral", &NameBasis { referral, basis, reason })?;
        }
        Some(said @ ("yes" | "no")) => {
            let many = |name: &str| -> Vec<String> {
                visit.form.0.iter().filter(|(n, _)| n == name).map(|(_, value)| value.clone()).collect()
            };
            let organisations: Vec<OrganisationId> =
                many("organisations[]").iter().filter_map(|id| id.parse().ok()).collect();
            let fields: Vec<Field> = many("fields[]").iter().filter_map(|field| field.parse().ok()).collect();
            let consent = Consent {
                agreed: said == "yes",
                by: required("by")?.parse().map_err(|_| Problem::field("by", "GEN-004"))?,
                form: required("form")?.parse().map_err(|_| Problem::field("form", "GEN-004"))?,
                language: required("_read")?.parse().map_err(|_| Problem::field("_read", "KRN-005"))?,
                organisations,
                fields,
            };
            visit.command("referral", &AnswerConsent { referral, consent })?;
        }
        _ => return Err(Problem::not_found()),
    }
    Ok(Reply::Go(format!("/referral/cases/{referral}")))
}
