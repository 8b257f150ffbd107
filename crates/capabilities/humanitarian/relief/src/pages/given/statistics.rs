//! What was handed out day by day, to show and to exchange.

use crate::pages::subnav::subnav;
use askama::Template;
use kernel::Problem;
use shell::{
    Html, Page, PageDef, Visit, Words,
    table::{Place, table},
};

/// The page.
pub const STATISTICS: PageDef = PageDef {
    path: "/relief/statistics",
    action: "relief.statistics",
    show,
    act: None,
    menu: Some((38, "relief-menu-statistics")),
};

#[derive(Template)]
#[template(path = "given/statistics.html")]
struct Statistics<'a> {
    words: &'a Words,
    subnav: Html,
    table: Html,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let query = visit.view_query();
    let answer = visit.view("relief.statistics", &query)?;
    let def = visit.gate.view_def("relief.statistics").ok_or_else(Problem::not_found)?;
    let place = Place {
        action: "relief.statistics",
        caption: "relief-statistics",
        path: "/relief/statistics",
        row: "",
        empty: "relief-handouts-none",
    };
    let table = table(&visit.words, def, &answer, &query, place);
    Ok(Page::new(visit.t("relief-statistics"), &Statistics { words: &visit.words, subnav: subnav(visit), table }))
}
