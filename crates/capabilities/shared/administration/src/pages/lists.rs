//! Screens that are a list and nothing else: who may do what, and refused tries to sign in.

use super::subnav::subnav;
use crate::views::{permissions, refused_attempts};
use access::ViewDef;
use askama::Template;
use kernel::Problem;
use shell::{
    Html, Page, PageDef, Visit, Words,
    table::{Place, table},
};

/// Who may do what: the whole matrix, for everybody to read.
pub const PERMISSIONS: PageDef = PageDef {
    path: "/administration/permissions",
    action: "administration.permissions",
    show: |visit| {
        list(
            visit,
            &PERMISSIONS,
            &permissions::PERMISSIONS,
            ["permissions-title", "permissions-lead", "permissions-none"],
        )
    },
    act: None,
    menu: None,
};

/// Refused tries to sign in.
pub const REFUSED_ATTEMPTS: PageDef = PageDef {
    path: "/administration/attempts",
    action: "administration.refused_attempts",
    show: |visit| {
        list(
            visit,
            &REFUSED_ATTEMPTS,
            &refused_attempts::REFUSED_ATTEMPTS,
            ["attempts-title", "attempts-lead", "attempts-none"],
        )
    },
    act: None,
    menu: None,
};

#[derive(Template)]
#[template(path = "list.html")]
struct View<'a> {
    words: &'a Words,
    subnav: Html,
    title: &'a str,
    lead: &'a str,
    table: Html,
}

fn list(visit: &Visit<'_>, page: &PageDef, view: &ViewDef, [title, lead, empty]: [&str; 3]) -> Result<Page, Problem> {
    let query = visit.view_query();
    let answer = visit.view(page.action, &query)?;
    let place = Place { action: page.action, caption: title, path: page.path, row: "", empty };
    let table = table(&visit.words, view, &answer, &query, place);
    let view = View { words: &visit.words, subnav: subnav(visit), title, lead, table };
    Ok(Page::new(visit.t(title), &view))
}
