//! A person: what is known and how exactly, whom they belong to, and what happened with the record. For the clerk, the supervisor,
//! the protection officer and the data protection officer.

use crate::{
    pages::records::{self, Person, age, shown, when},
    person::{ConsentPurpose, WithdrawConsent},
};
use askama::Template;
use kernel::{BirthDate, HouseholdId, PersonId, Problem};
use serde_json::{Value, json};
use shell::{Html, Page, PageDef, Reply, Visit, Words, field::Fields, places};

/// The page.
pub const PERSON: PageDef =
    PageDef { path: "/registration/people/{id}", action: "registration.person", show, act: Some(act), menu: None };

#[derive(Template)]
#[template(path = "person/show.html")]
struct Show<'a> {
    words: &'a Words,
    f: Fields<'a>,
    key: String,
    id: PersonId,
    name: String,
    household: HouseholdId,
    number: String,
    relationship: Option<String>,
    rows: Vec<(String, Html)>,
    photo: Option<String>,
    agrees_photo: bool,
    may_photo: bool,
    links: Vec<LinkRow>,
    events: Vec<Event>,
    may_correct: bool,
    may_consent: bool,
    may_link: bool,
    may_receipt: bool,
    may_erase: bool,
}

/// A link as it reads from this person's side.
pub(super) struct LinkRow {
    pub link: String,
    pub first: PersonId,
    pub is: String,
    pub other: PersonId,
    pub name: Option<String>,
    pub basis: String,
}

struct Event {
    at: String,
    when: Html,
    what: String,
    changes: Vec<(String, String, String)>,
    reason: Option<String>,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let person = records::person(visit)?;
    let words = &visit.words;
    let agrees = |about: ConsentPurpose| person.consents.iter().any(|c| c.about == about.name() && c.agreed);
    let page = Show {
        words,
        f: visit.fields(),
        key: visit.form_key(),
        id: person.person,
        name: person.details.name.original.to_string(),
        household: person.household,
        number: person.number.clone().unwrap_or_else(|| "–".to_owned()),
        relationship: person.relationship.as_deref().map(|r| words.code("people-relationship", r)),
        rows: known(words, &person),
        agrees_photo: agrees(ConsentPurpose::Photo),
        may_photo: visit.may("registration.attach_photo"),
        links: person.links.iter().map(|link| link_row(words, link)).collect(),
        events: events(visit, &person),
        may_correct: visit.may("registration.correct_person"),
        may_consent: visit.may("registration.answer_consent") || visit.may("registration.withdraw_consent"),
        may_link: visit.may("registration.assert_link"),
        may_receipt: visit.may("registration.receipt"),
        may_erase: visit.may("registration.erase_person"),
        photo: person.photo,
    };
    Ok(Page::new(page.name.clone(), &page))
}

/// What is known, with how exactly it is known.
fn known(words: &Words, person: &Person) -> Vec<(String, Html)> {
    let details = &person.details;
    let precision = match details.birth {
        BirthDate::Exact { .. } => "exact",
        BirthDate::Partial { .. } => "partial",
        BirthDate::Interval { .. } => "interval",
        BirthDate::Estimated { .. } => "estimated",
    };
    let birth = Html::trusted(format!(
        "{} <span class=\"muted\">({})</span>",
        Html::ltr(&person.born),
        Html::text(&words.code("registration-precision", precision))
    ));
    let mut rows = vec![(words.t("registration-name"), Html::name(&details.name.original))];
    let mut add = |key: &str, value: Html| rows.push((words.t(key), value));
    if let Some(family) = &details.name.family {
        add("registration-family", Html::name(family));
    }
    for rendering in &details.name.renderings {
        add("registration-rendering", Html::name(rendering));
    }
    add("registration-sex", Html::text(&words.code("sex", details.sex.name())));
    add("registration-born", birth);
    add("registration-age", age(person.age));
    let nationality = details.nationality.code();
    let named = places::nationality(words, nationality);
    add("registration-nationality", Html::trusted(format!("{} {}", Html::text(&named), Html::ltr(nationality))));
    let languages: Vec<String> = details.languages.iter().map(|code| language(words, code.as_str())).collect();
    add("registration-languages", Html::text(&languages.join(" · ")));
    if let Some(origin) = &details.origin {
        let name = places::name_of(words, origin.as_str());
        add("registration-origin", Html::trusted(format!("{} {}", Html::name(&name), Html::ltr(origin.as_str()))));
    }
    for contact in &details.contacts {
        let kind =
            serde_json::to_value(contact.by).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
        rows.push((words.code("registration-contact", &kind), Html::ltr(&contact.value)));
    }
    rows
}

/// The name of a language; its code for one without a name here.
fn language(words: &Words, code: &str) -> String {
    let named = words.has(&format!("registration-language-{code}"));
    if named { words.code("registration-language", code) } else { code.to_owned() }
}

pub(super) fn link_row(words: &Words, link: &records::Link) -> LinkRow {
    let one_way = matches!(link.is.as_str(), "parent_of" | "caregiver_of");
    let is = if link.from_here || !one_way {
        words.code("registration-link", &link.is)
    } else {
        words.code("registration-link-back", &link.is)
    };
    LinkRow {
        link: link.link.clone(),
        first: link.first,
        is,
        other: link.other,
        name: link.name.clone(),
        basis: words.code("registration-basis", &link.basis),
    }
}

fn events(visit: &Visit<'_>, person: &Person) -> Vec<Event> {
    let words = &visit.words;
    let event = |at: &str, what: String| Event {
        at: at.to_owned(),
        when: when(visit, at),
        what,
        changes: vec![],
        reason: None,
    };
    let mut all = vec![event(&person.registered, words.t("registration-was-registered"))];
    for correction in &person.corrections {
        let field = |change: &records::Change| words.code("registration-field", &change.field);
        let fields = correction.changes.iter().map(field).collect::<Vec<_>>().join(", ");
        let change = |c: &records::Change| (field(c), shown(words, &c.before), shown(words, &c.after));
        all.push(Event {
            changes: correction.changes.iter().map(change).collect(),
            reason: Some(correction.reason.clone()),
            ..event(&correction.at, words.with("registration-was-corrected", &[("fields", (&fields).into())]))
        });
    }
    for consent in &person.consents {
        let about = words.code("registration-consent", &consent.about);
        let yes = consent.agreed || consent.withdrawn.is_some();
        let key = if yes { "registration-was-consent" } else { "registration-was-refused" };
        all.push(event(&consent.at, words.with(key, &[("about", (&about).into())])));
        if let Some(at) = &consent.withdrawn {
            all.push(event(at, words.with("registration-was-withdrawn", &[("about", (&about).into())])));
        }
    }
    for given in &person.receipts {
        let form = words.code("registration-form", &given.form);
        all.push(event(&given.at, words.with("registration-was-receipt", &[("form", (&form).into())])));
    }
    all.sort_by(|a, b| b.at.cmp(&a.at));
    all
}

/// Keeps the photo, or takes the consent to it back, with which it goes.
fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let person: PersonId = visit.part("id")?;
    match visit.form.get("_do") {
        Some("photo") => {
            let photo: Value = visit.form.get("jpeg").into();
            visit.run("registration.attach_photo", &json!({ "person": person, "jpeg": photo }))?;
        }
        Some("no-photo") => {
            visit.command("registration", &WithdrawConsent::of(person, ConsentPurpose::Photo))?;
        }
        _ => return Err(Problem::not_found()),
    }
    Ok(Reply::Go(format!("/registration/people/{person}")))
}
