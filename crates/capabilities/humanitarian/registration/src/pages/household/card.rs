//! The card, to print on 105 × 74 mm: number, signed code, and what it is not, in two languages. No name, no size, no place: whoever
//! finds or takes it learns nothing of the people. For the clerk; the supervisor replaces and revokes.

use crate::card::{CardEnd, ReplaceCard, RevokeCard};
use access::Query;
use askama::Template;
use kernel::{Date, HouseholdId, Problem, Zone};
use seal::code::CardCode;
use serde::Deserialize;
use shell::{Html, Language, Page, PageDef, Reply, Visit, Words, field::Fields, qr};

/// The page.
pub const CARD: PageDef = PageDef {
    path: "/registration/households/{id}/card",
    action: "registration.card",
    show,
    act: Some(act),
    menu: None,
};

#[derive(Deserialize)]
struct Card {
    number: String,
    serial: u16,
    issued: Date,
    ended: Option<CardEnd>,
}

#[derive(Template)]
#[template(path = "household/card.html")]
struct Print<'a> {
    words: &'a Words,
    other: Words,
    f: Fields<'a>,
    key: String,
    id: HouseholdId,
    title: String,
    number: String,
    line: String,
    qr: Html,
    valid: bool,
    may_replace: bool,
    why: Html,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let id: HouseholdId = visit.part("id")?;
    let card: Card = visit.read("registration.card", &Query::by("household", id))?;
    let (words, f) = (&visit.words, visit.fields());
    let log = visit.gate.log(Zone::Humanitarian).ok_or_else(Problem::not_found)?;
    let number = card.number.parse().map_err(|_| Problem::not_found())?;
    let code = CardCode::new(number, card.serial, card.issued, &log.verifying_key());
    let payload = code.signed(|bytes| visit.gate.sign(bytes));
    let day = card.issued.to_string();
    let label = words.with("registration-card-qr", &[("number", (&card.number).into())]);
    // Both languages of the region are on every card; a third only where it is the page's.
    let other = if words.language == Language::Ar { Language::Fr } else { Language::Ar };
    let page = Print {
        words,
        other: words.in_language(other),
        key: visit.form_key(),
        id,
        title: words.with("registration-card-title", &[("number", (&card.number).into())]),
        line: words
            .with("registration-card-serial", &[("serial", i64::from(card.serial).into()), ("day", (&day).into())]),
        qr: qr::svg(&payload, &label),
        valid: card.ended.is_none(),
        may_replace: card.ended.is_none() && visit.may("registration.replace_card"),
        why: f.choice("why", "registration-card-why", "registration-card-end", CardEnd::NAMES),
        number: card.number,
        f,
    };
    let mut shown = Page::new(page.title.clone(), &page);
    shown.body_class = "print-card";
    Ok(shown)
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let household: HouseholdId = visit.part("id")?;
    let why = visit.form.get("why").ok_or_else(|| Problem::field("why", "GEN-001"))?;
    let why: CardEnd = serde_json::from_value(why.into()).map_err(|_| Problem::field("why", "GEN-004"))?;
    let done = match visit.form.get("_do") {
        Some("replace") => visit.command("registration", &ReplaceCard { household, why }),
        Some("revoke") => visit.command("registration", &RevokeCard { household, why }),
        _ => return Err(Problem::not_found()),
    };
    done.map(|_| Reply::Go(format!("/registration/households/{household}/card")))
}
