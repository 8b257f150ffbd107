//! The households of the site, for the clerk and the supervisor.

use askama::Template;
use kernel::Problem;
use shell::{
    Html, Page, PageDef, Visit, Words,
    table::{Place, table},
};

/// The page.
pub const HOUSEHOLDS: PageDef = PageDef {
    path: "/registration/households",
    action: "registration.households",
    show,
    act: None,
    menu: Some((21, "registration-menu-households")),
};

#[derive(Template)]
#[template(path = "household/list.html")]
struct Households<'a> {
    words: &'a Words,
    table: Html,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let query = visit.view_query();
    let answer = visit.view("registration.households", &query)?;
    let place = Place {
        action: "registration.households",
        caption: "registration-households",
        path: "/registration/households",
        row: "/registration/households/{}",
        empty: "registration-households-none",
    };
    let def = visit.gate.view_def("registration.households").ok_or_else(Problem::not_found)?;
    let table = table(&visit.words, def, &answer, &query, place);
    Ok(Page::new(visit.t("registration-menu-households"), &Households { words: &visit.words, table }))
}
