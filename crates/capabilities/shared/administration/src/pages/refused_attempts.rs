//! Refused tries to sign in.

use crate::views::refused_attempts as view;
use askama::Template;
use kernel::Problem;
use shell::{
    Html, Page, PageDef, Visit, Words,
    table::{Place, table},
};

/// The page.
pub const REFUSED_ATTEMPTS: PageDef = PageDef {
    path: "/administration/attempts",
    action: "administration.refused_attempts",
    show,
    act: None,
    menu: None,
};

#[derive(Template)]
#[template(path = "refused_attempts.html")]
struct View<'a> {
    words: &'a Words,
    table: Html,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let query = visit.view_query();
    let answer = visit.view("administration.refused_attempts", &query)?;
    let place = Place {
        action: "administration.refused_attempts",
        caption: "attempts-title",
        path: "/administration/attempts",
        row: "",
        empty: "attempts-none",
    };
    let view =
        View { words: &visit.words, table: table(&visit.words, &view::REFUSED_ATTEMPTS, &answer, &query, place) };
    Ok(Page::new(visit.t("attempts-title"), &view))
}
