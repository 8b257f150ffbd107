//! The procedures that the user knows of, the first due first.

use crate::views::PROCEDURES as VIEW;
use askama::Template;
use kernel::Problem;
use shell::{Html, Page, PageDef, Visit, Words, table};

/// The page.
pub const LIST: PageDef = PageDef {
    path: "/best-interests",
    action: "best_interests.procedures",
    show,
    act: None,
    menu: Some((54, "best-interests-menu")),
};

#[derive(Template)]
#[template(path = "list.html")]
struct List<'a> {
    words: &'a Words,
    closed: bool,
    table: Html,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let query = visit.view_query();
    let answer = visit.view("best_interests.procedures", &query)?;
    let place = table::Place {
        action: "best_interests.procedures",
        caption: "best-interests-list",
        path: "/best-interests",
        row: "/best-interests/{}",
        empty: "best-interests-none",
    };
    let closed = query.get("closed").is_some_and(|asked| asked == "true");
    let table = table::table(&visit.words, &VIEW, &answer, &query, place);
    Ok(Page::new(visit.t("best-interests-menu"), &List { words: &visit.words, closed, table }))
}
