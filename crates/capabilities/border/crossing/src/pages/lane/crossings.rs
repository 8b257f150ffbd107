//! Crossings: find a person by name in any script, by document or by plate.

use crate::pages::record::listing;
use askama::Template;
use kernel::Problem;
use shell::{Html, Page, PageDef, Visit, field::Fields, table::Place};

/// The page.
pub const PAGE: PageDef = PageDef {
    path: "/crossing/crossings",
    action: "crossing.crossings",
    show,
    act: None,
    menu: Some((50, "crossing-crossings")),
};

#[derive(Template)]
#[template(path = "lane/crossings.html")]
struct List<'a> {
    v: &'a Visit<'a>,
    f: Fields<'a>,
    table: Html,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let query = visit.view_query();
    let place = Place {
        action: "crossing.crossings",
        caption: "crossing-crossings",
        path: "/crossing/crossings",
        row: "/crossing/crossings/{}",
        empty: "crossing-none-found",
    };
    let (table, problem) = match visit.view("crossing.crossings", &query) {
        Ok(answer) => (listing(visit, &answer, &query, place), None),
        Err(problem) if problem.status == 422 => (Html::default(), Some(problem)),
        Err(problem) => return Err(problem),
    };
    let f = Fields::new(&visit.words, &visit.query, problem.as_ref());
    Ok(Page::new(visit.t("crossing-crossings"), &List { v: visit, f, table }))
}
