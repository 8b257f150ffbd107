//! Counts of cases and needs, with small ones left out, as a table and for export. For case workers, supervisors and the coordinator.

use crate::views::STATISTICS as VIEW;
use askama::Template;
use kernel::Problem;
use shell::{Html, Page, PageDef, Visit, Words, field::Fields, table};

/// The page.
pub const STATISTICS: PageDef = PageDef {
    path: "/protection/statistics",
    action: "protection.statistics",
    show,
    act: None,
    menu: Some((59, "protection-menu-statistics")),
};

#[derive(Template)]
#[template(path = "desk/statistics.html")]
struct Statistics<'a> {
    words: &'a Words,
    from: Html,
    to: Html,
    table: Html,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let mut query = visit.view_query();
    query.per_page = 200;
    let answer = visit.view("protection.statistics", &query)?;
    let place = table::Place {
        action: "protection.statistics",
        caption: "protection-menu-statistics",
        path: "/protection/statistics",
        row: "",
        empty: "protection-statistics-none",
    };
    let f = Fields::new(&visit.words, &visit.query, None);
    let page = Statistics {
        words: &visit.words,
        from: f.date("from", "protection-from"),
        to: f.date("to", "protection-to-day"),
        table: table::table(&visit.words, &VIEW, &answer, &query, place),
    };
    Ok(Page::new(visit.t("protection-menu-statistics"), &page))
}
