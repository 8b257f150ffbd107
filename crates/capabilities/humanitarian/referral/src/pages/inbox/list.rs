//! What was sent to the organisation, what is owed soonest first.

use crate::{
    pages::records::listed,
    words::{Category, Priority},
};
use askama::Template;
use kernel::Problem;
use shell::{Html, Page, PageDef, Reply, Visit, Words, field::Fields, table::Place};

/// The page. What is typed to find somebody is sent in a form: addresses stay in histories.
pub const INBOX: PageDef = PageDef {
    path: "/referral/inbox",
    action: "referral.inbox",
    show,
    act: Some(|visit| show(visit).map(|page| Reply::Page(Box::new(page)))),
    menu: Some((41, "referral-menu-inbox")),
};

#[derive(Template)]
#[template(path = "inbox/list.html")]
struct Inbox<'a> {
    words: &'a Words,
    shown: String,
    filters: &'static [&'static str],
    category: Html,
    priority: Html,
    asked: String,
    table: Html,
    may_scan: bool,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let mut asked = shell::form::view_query(if visit.form.is_empty() { &visit.query } else { &visit.form });
    asked.values.retain(|name, _| !name.starts_with('_'));
    let place = Place {
        action: "referral.inbox",
        caption: "referral-inbox",
        path: "/referral/inbox",
        row: "/referral/inbox/{}",
        empty: "referral-inbox-none",
    };
    let (words, f) = (&visit.words, Fields::new(&visit.words, &visit.form, visit.problem.as_ref()));
    let page = Inbox {
        words,
        shown: asked.get("show").unwrap_or("open").to_owned(),
        filters: &["open", "overdue", "over", "all"],
        category: f.select("category", "referral-category", &words.options("referral-category", Category::NAMES)),
        priority: f.select("priority", "referral-priority", &words.options("referral-priority", Priority::NAMES)),
        asked: asked.get("q").unwrap_or("").to_owned(),
        table: listed(visit, &asked, place)?,
        may_scan: visit.may("referral.receive_referral"),
    };
    Ok(Page::new(visit.t("referral-menu-inbox"), &page))
}
