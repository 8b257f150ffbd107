//! The privacy receipt, to print and to read aloud, in the person's language: what is recorded, what they agreed to, who has read it, and
//! how to withdraw. For the person registered.

use crate::{pages::records::Consent, person::ReceiptForm};
use access::Query;
use askama::Template;
use kernel::{PersonId, Problem};
use serde::Deserialize;
use serde_json::{Value, json};
use shell::{Html, Language, Page, PageDef, Reply, Visit, Words, field::Fields};

/// The page.
pub const RECEIPT: PageDef = PageDef {
    path: "/registration/people/{id}/receipt",
    action: "registration.receipt",
    show,
    act: Some(act),
    menu: None,
};

#[derive(Deserialize)]
struct Receipt {
    person: PersonId,
    name: String,
    number: Option<String>,
    categories: Vec<String>,
    consents: Vec<Consent>,
    reads: Vec<Read>,
}

#[derive(Deserialize)]
struct Read {
    day: String,
    roles: Vec<String>,
    purpose: String,
    readers: i64,
}

#[derive(Template)]
#[template(path = "person/receipt.html")]
struct Print<'a> {
    desk: &'a Words,
    words: Words,
    languages: &'static [Language],
    f: Fields<'a>,
    key: String,
    id: PersonId,
    name: String,
    number: String,
    categories: String,
    consents: Vec<(String, bool)>,
    reads: Vec<(String, String, String, i64)>,
    may_record: bool,
    how: Html,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let id: PersonId = visit.part("id")?;
    let receipt: Receipt = visit.read("registration.receipt", &Query::by("id", id))?;
    let (desk, f) = (&visit.words, visit.fields());
    let asked = visit.query.get("read").or_else(|| visit.form.get("language")).and_then(Language::of);
    let words = desk.in_language(asked.unwrap_or(desk.language));
    let categories: Vec<String> =
        receipt.categories.iter().map(|category| words.code("registration-category", category)).collect();
    let separator = if words.language == Language::Ar { "، " } else { ", " };
    let read = |one: &Read| {
        let who: Vec<String> = one.roles.iter().map(|role| words.code("role", role)).collect();
        (one.day.clone(), who.join(" / "), words.code("registration-purpose", &one.purpose), one.readers)
    };
    let reads = receipt.reads.iter().map(read).collect();
    let page = Print {
        desk,
        languages: &Language::ALL,
        key: visit.form_key(),
        id: receipt.person,
        name: receipt.name,
        number: receipt.number.unwrap_or_else(|| "–".to_owned()),
        categories: categories.join(separator),
        consents: receipt
            .consents
            .iter()
            .map(|consent| (words.code("registration-consent", &consent.about), consent.agreed))
            .collect(),
        reads,
        may_record: visit.may("registration.record_receipt"),
        how: f.choice("form", "registration-receipt-how", "registration-form", &ReceiptForm::NAMES),
        f,
        words,
    };
    let mut shown = Page::new(visit.t("registration-receipt"), &page).narrow();
    shown.body_class = "print-report";
    Ok(shown)
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let person: PersonId = visit.part("id")?;
    let language = visit.form.get("language").unwrap_or(visit.words.language.tag());
    let mut command = json!({ "person": person, "language": language });
    if let (Some(form), Value::Object(map)) = (visit.form.get("form"), &mut command) {
        map.insert("form".into(), form.into());
    }
    visit.run("registration.record_receipt", &command)?;
    Ok(Reply::Go(format!("/registration/people/{person}")))
}
