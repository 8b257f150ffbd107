//! Organisations of the directory, and a form for a new one.

use crate::pages::records::listed;
use askama::Template;
use kernel::Problem;
use serde_json::Value;
use shell::{Html, Page, PageDef, Reply, Visit, Words, field::Fields, table::Place};

/// The page.
pub const ORGANISATIONS: PageDef =
    PageDef { path: "/referral/organisations", action: "referral.organisations", show, act: Some(act), menu: None };

#[derive(Template)]
#[template(path = "directory/organisations.html")]
struct Organisations<'a> {
    words: &'a Words,
    f: Fields<'a>,
    key: String,
    table: Html,
    may_add: bool,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let place = Place {
        action: "referral.organisations",
        caption: "referral-organisations",
        path: "/referral/organisations",
        row: "/referral/organisations/{}",
        empty: "referral-organisations-none",
    };
    let page = Organisations {
        words: &visit.words,
        f: visit.fields(),
        key: visit.form_key(),
        table: listed(visit, &visit.view_query(), place)?,
        may_add: visit.may("referral.describe_organisation"),
    };
    Ok(Page::new(visit.t("referral-organisations"), &page))
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let done = visit.run_form("referral.describe_organisation", |_| ())?;
    let organisation = done.answer.get("organisation").and_then(Value::as_str).unwrap_or_default();
    Ok(Reply::Go(format!("/referral/organisations/{organisation}")))
}
