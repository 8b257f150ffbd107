//! The directory: who helps with what, where, when, in which language, and whether there is room.

use crate::{pages::records::listed, words::Category};
use askama::Template;
use kernel::Problem;
use shell::{
    Html, Page, PageDef, Visit, Words,
    field::{Fields, Look},
    table::Place,
};

/// The page.
pub const SERVICES: PageDef = PageDef {
    path: "/referral/services",
    action: "referral.services",
    show,
    act: None,
    menu: Some((42, "referral-menu-services")),
};

#[derive(Template)]
#[template(path = "directory/services.html")]
struct Services<'a> {
    words: &'a Words,
    f: Fields<'a>,
    category: Html,
    language: Html,
    table: Html,
    may_list: bool,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let place = Place {
        action: "referral.services",
        caption: "referral-services",
        path: "/referral/services",
        row: "/referral/services/{}",
        empty: "referral-services-none",
    };
    let words = &visit.words;
    let f = Fields::new(words, &visit.query, visit.problem.as_ref());
    let page = Services {
        words,
        category: f.select("category", "referral-category", &words.options("referral-category", Category::NAMES)),
        language: f.input("language", "referral-language", Look { class: "input--4 input--code", ..Look::default() }),
        table: listed(visit, &visit.view_query(), place)?,
        may_list: visit.may("referral.organisations"),
        f,
    };
    Ok(Page::new(visit.t("referral-menu-services"), &page))
}
