//! Hand-outs of the site, the last first: all, those with a reason of their own, those taken back, those to people without a record.

use crate::pages::subnav::subnav;
use askama::Template;
use kernel::Problem;
use shell::{
    Html, Page, PageDef, Visit, Words,
    table::{Place, table},
};

/// The page.
pub const HANDOUTS: PageDef =
    PageDef { path: "/relief/handouts", action: "relief.handouts", show, act: None, menu: None };

#[derive(Template)]
#[template(path = "given/handouts.html")]
struct Handouts<'a> {
    words: &'a Words,
    subnav: Html,
    tabs: Vec<(&'static str, bool)>,
    all: bool,
    table: Html,
}

const WHICH: [&str; 3] = ["reason", "no_record", "taken_back"];

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let query = visit.view_query();
    let answer = visit.view("relief.handouts", &query)?;
    let def = visit.gate.view_def("relief.handouts").ok_or_else(Problem::not_found)?;
    let place = Place {
        action: "relief.handouts",
        caption: "relief-handouts",
        path: "/relief/handouts",
        row: "/relief/handouts/{}",
        empty: "relief-handouts-none",
    };
    let table = table(&visit.words, def, &answer, &query, place);
    let tabs = WHICH.map(|which| (which, query.get("which") == Some(which))).to_vec();
    let all = query.get("which").is_none();
    let page = Handouts { words: &visit.words, subnav: subnav(visit), tabs, all, table };
    Ok(Page::new(visit.t("relief-handouts"), &page))
}
