//! The presence list of a site: who is expected, there or away, and in which bed.

use askama::Template;
use kernel::Problem;
use shell::{
    Html, Page, PageDef, Visit, Words,
    table::{Place, table},
};

/// The page.
pub const PRESENCE: PageDef = PageDef {
    path: "/reception/presence",
    action: "reception.presence",
    show,
    act: None,
    menu: Some((33, "reception-menu-presence")),
};

#[derive(Template)]
#[template(path = "site/presence.html")]
struct Presence<'a> {
    words: &'a Words,
    all: bool,
    tabs: Vec<(&'static str, bool)>,
    table: Html,
}

const STATUSES: [&str; 3] = ["present", "planned", "absent"];

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let query = visit.view_query();
    let answer = visit.view("reception.presence", &query)?;
    let def = visit.gate.view_def("reception.presence").ok_or_else(Problem::not_found)?;
    let place = Place {
        action: "reception.presence",
        caption: "reception-presence",
        path: "/reception/presence",
        row: "/reception/households/{}",
        empty: "reception-presence-none",
    };
    let table = table(&visit.words, def, &answer, &query, place);
    let tabs = STATUSES.map(|status| (status, query.get("status") == Some(status))).to_vec();
    Ok(Page::new(
        visit.t("reception-presence"),
        &Presence { words: &visit.words, all: query.get("status").is_none(), tabs, table },
    ))
}
