//! Clocks that ran out, and answers that contradict each other: whom to ring up. No person is named here.

use crate::pages::records::listed;
use askama::Template;
use kernel::Problem;
use shell::{Html, Page, PageDef, Visit, Words, table::Place};

/// The page.
pub const OVERDUE: PageDef = PageDef {
    path: "/referral/overdue",
    action: "referral.overdue",
    show,
    act: None,
    menu: Some((43, "referral-menu-overdue")),
};

#[derive(Template)]
#[template(path = "desk/overdue.html")]
struct Overdue<'a> {
    words: &'a Words,
    table: Html,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let place = Place {
        action: "referral.overdue",
        caption: "referral-overdue-list",
        path: "/referral/overdue",
        row: "",
        empty: "referral-overdue-none",
    };
    let table = listed(visit, &visit.view_query(), place)?;
    Ok(Page::new(visit.t("referral-menu-overdue"), &Overdue { words: &visit.words, table }))
}
