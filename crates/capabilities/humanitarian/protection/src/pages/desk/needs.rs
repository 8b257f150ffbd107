//! The codes of specific needs, and for each whether a source says what it means. For every case worker.

use crate::views::NEEDS as VIEW;
use access::Query;
use askama::Template;
use kernel::Problem;
use shell::{Html, Page, PageDef, Visit, Words, table};

/// The page.
pub const NEEDS: PageDef =
    PageDef { path: "/protection/needs", action: "protection.needs", show, act: None, menu: None };

#[derive(Template)]
#[template(path = "desk/needs.html")]
struct Needs<'a> {
    words: &'a Words,
    table: Html,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let query = Query { per_page: 500, ..Query::default() };
    let answer = visit.view("protection.needs", &query)?;
    let place = table::Place {
        action: "protection.needs",
        caption: "protection-needs",
        path: "/protection/needs",
        row: "",
        empty: "protection-needs-none",
    };
    let page = Needs { words: &visit.words, table: table::table(&visit.words, &VIEW, &answer, &query, place) };
    Ok(Page::new(visit.t("protection-needs"), &page))
}
