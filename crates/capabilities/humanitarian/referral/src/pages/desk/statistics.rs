//! Referrals counted by kind of help: whether people are answered, and how soon.

use crate::pages::records::listed;
use askama::Template;
use kernel::Problem;
use shell::{Html, Page, PageDef, Visit, Words, field::Fields, table::Place};

/// The page.
pub const STATISTICS: PageDef = PageDef {
    path: "/referral/statistics",
    action: "referral.statistics",
    show,
    act: None,
    menu: Some((44, "referral-menu-statistics")),
};

#[derive(Template)]
#[template(path = "desk/statistics.html")]
struct Statistics<'a> {
    words: &'a Words,
    f: Fields<'a>,
    table: Html,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let place = Place {
        action: "referral.statistics",
        caption: "referral-statistics",
        path: "/referral/statistics",
        row: "",
        empty: "referral-statistics-none",
    };
    let table = listed(visit, &visit.view_query(), place)?;
    let f = Fields::new(&visit.words, &visit.query, None);
    Ok(Page::new(visit.t("referral-menu-statistics"), &Statistics { words: &visit.words, f, table }))
}
