//! The distribution list: choose an entitlement, and see which households that stay here are due it now. For going from tent to tent, and
//! on paper.

use crate::pages::{
    parts::{number, rows},
    subnav::subnav,
};
use access::Query;
use askama::Template;
use kernel::Problem;
use shell::{
    Html, Page, PageDef, Visit, Words,
    table::text,
    table::{Place, table},
};

/// The page.
pub const LIST: PageDef = PageDef { path: "/relief/list", action: "relief.list", show, act: None, menu: None };

#[derive(Template)]
#[template(path = "given/list.html")]
struct List<'a> {
    words: &'a Words,
    subnav: Html,
    entitlements: Vec<Choice>,
    table: Html,
    all: bool,
    chosen: Option<String>,
}

/// An entitlement to choose.
struct Choice {
    id: String,
    label: String,
    here: bool,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let mut query = visit.view_query();
    let all = query.get("all") == Some("true");
    let entitled = rows(visit, "relief.entitlements", Query::default())?;
    let first = entitled.first().and_then(|row| text(row, 0)).map(str::to_owned);
    let chosen = query.get("entitlement").map(str::to_owned).or(first);
    let entitlements = entitled.iter().filter_map(|row| {
        let id = text(row, 0)?.to_owned();
        let label = format!("{} × {}", number(row, 3), text(row, 2).unwrap_or_default());
        Some(Choice { here: chosen.as_deref() == Some(&id), id, label })
    });
    let entitlements = entitlements.collect();
    let mut list = Html::default();
    if let Some(chosen) = &chosen {
        query.values.insert("entitlement".to_owned(), chosen.clone());
        let answer = visit.view("relief.list", &query)?;
        let def = visit.gate.view_def("relief.list").ok_or_else(Problem::not_found)?;
        let place = Place {
            action: "relief.list",
            caption: "relief-list",
            path: "/relief/list",
            row: "/relief/households/{}",
            empty: "relief-list-none",
        };
        list = table(&visit.words, def, &answer, &query, place);
    }
    let page = List { words: &visit.words, subnav: subnav(visit), entitlements, table: list, all, chosen };
    Ok(Page::new(visit.t("relief-list"), &page))
}
