//! Write a referral: find the person, then say why help is needed. What is typed to find somebody is sent in a form: addresses stay in
//! histories.

use crate::words::{Category, Priority};
use askama::Template;
use kernel::{PersonId, Problem};
use people::Candidate;
use serde_json::Value;
use shell::{Html, Page, PageDef, Reply, Visit, Words, field::Fields};

/// The page.
pub const NEW: PageDef =
    PageDef { path: "/referral/new", action: "referral.draft_referral", show, act: Some(act), menu: None };

#[derive(Template)]
#[template(path = "case/new.html")]
struct New<'a> {
    words: &'a Words,
    f: Fields<'a>,
    key: String,
    asked: String,
    found: Option<Vec<Candidate>>,
    person: Option<PersonId>,
    category: Html,
    priority: Html,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let asked = visit.form.get("_q").unwrap_or("").trim().to_owned();
    let person = visit.form.get("person").or_else(|| visit.query.get("person")).and_then(|id| id.parse().ok());
    let found = match (person, asked.is_empty()) {
        (None, false) => Some(people::candidates(visit, "referral.find", &asked)?),
        _ => None,
    };
    let (words, f) = (&visit.words, visit.fields());
    let page = New {
        words,
        key: visit.form_key(),
        asked,
        found,
        person,
        category: f.select("category", "referral-category", &words.options("referral-category", Category::NAMES)),
        priority: f.choice("priority", "referral-priority", "referral-priority", Priority::NAMES),
        f,
    };
    Ok(Page::new(visit.t("referral-new"), &page).narrow())
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    if visit.form.get("_do") == Some("find") || visit.form.get("_do") == Some("choose") {
        return show(visit).map(|page| Reply::Page(Box::new(page)));
    }
    let done = visit.run_form("referral.draft_referral", |_| ())?;
    let referral = done.answer.get("referral").and_then(Value::as_str).unwrap_or_default();
    Ok(Reply::Go(format!("/referral/cases/{referral}")))
}
