//! Convoys: who comes here, who leaves from here, and those that are over.

use askama::Template;
use kernel::Problem;
use shell::{
    Html, Page, PageDef, Visit, Words,
    table::{Place, table},
};

/// The page.
pub const CONVOYS: PageDef =
    PageDef { path: "/transfer", action: "transfer.convoys", show, act: None, menu: Some((35, "transfer-menu")) };

#[derive(Template)]
#[template(path = "desk/convoys.html")]
struct Convoys<'a> {
    words: &'a Words,
    tabs: Vec<(&'static str, bool)>,
    may: bool,
    may_items: bool,
    table: Html,
}

const WAYS: [&str; 3] = ["in", "out", "past"];

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let mut query = visit.view_query();
    if query.get("way").is_none() {
        query.values.insert("way".to_owned(), "in".to_owned());
    }
    let answer = visit.view("transfer.convoys", &query)?;
    let def = visit.gate.view_def("transfer.convoys").ok_or_else(Problem::not_found)?;
    let place = Place {
        action: "transfer.convoys",
        caption: "transfer-convoys",
        path: "/transfer",
        row: if visit.may("transfer.convoy") { "/transfer/convoys/{}" } else { "" },
        empty: "transfer-none",
    };
    let page = Convoys {
        words: &visit.words,
        tabs: WAYS.map(|way| (way, query.get("way") == Some(way))).to_vec(),
        may: visit.may("transfer.announce_convoy"),
        may_items: visit.may("transfer.items"),
        table: table(&visit.words, def, &answer, &query, place),
    };
    Ok(Page::new(visit.t("transfer-convoys"), &page))
}
