//! Who may do what: the whole matrix, for everybody to read.

use crate::views::permissions as view;
use askama::Template;
use kernel::Problem;
use shell::{
    Html, Page, PageDef, Visit, Words,
    table::{Place, table},
};

/// The page.
pub const PERMISSIONS: PageDef =
    PageDef { path: "/administration/permissions", action: "administration.permissions", show, act: None, menu: None };

#[derive(Template)]
#[template(path = "permissions.html")]
struct View<'a> {
    words: &'a Words,
    table: Html,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let query = visit.view_query();
    let answer = visit.view("administration.permissions", &query)?;
    let place = Place {
        action: "administration.permissions",
        caption: "permissions-title",
        path: "/administration/permissions",
        row: "",
        empty: "permissions-none",
    };
    let view = View { words: &visit.words, table: table(&visit.words, &view::PERMISSIONS, &answer, &query, place) };
    Ok(Page::new(visit.t("permissions-title"), &view))
}
