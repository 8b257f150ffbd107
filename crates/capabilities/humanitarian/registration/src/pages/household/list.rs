//! The households of the site, for the clerk and the supervisor: all of them, or those who have no bed, came with an urgent token or
//! have an open question, of some size, from somewhere, registered in some days.

use crate::views::{BED, LOOK};
use askama::Template;
use kernel::Problem;
use shell::{
    Html, Page, PageDef, Visit, Words,
    field::{Fields, Look},
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

const SIZE: Look = Look { kind: "", class: "input--4", more: "inputmode=\"numeric\" autocomplete=\"off\"" };
const DAY: Look = Look {
    kind: "",
    class: "input--10 input--code",
    more: "inputmode=\"numeric\" placeholder=\"2026-11-24\" autocomplete=\"off\"",
};
const CODE: Look = Look {
    kind: "",
    class: "input--10 input--code",
    more: "autocomplete=\"off\" autocapitalize=\"characters\" spellcheck=\"false\"",
};

#[derive(Template)]
#[template(path = "household/list.html")]
struct Households<'a> {
    words: &'a Words,
    f: Fields<'a>,
    may_find: bool,
    filtered: bool,
    sort: Option<&'a str>,
    bed: Html,
    look: Html,
    size: (Html, Html),
    days: (Html, Html),
    origin: Html,
    table: Html,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let (words, query) = (&visit.words, visit.view_query());
    let filtered = query.values.keys().any(|name| query.get(name).is_some());
    let place = Place {
        action: "registration.households",
        caption: "registration-households",
        path: "/registration/households",
        row: "/registration/households/{}",
        empty: if filtered { "registration-households-none-so" } else { "registration-households-none" },
    };
    let def = visit.gate.view_def(place.action).ok_or_else(Problem::not_found)?;
    let (table, problem) = match visit.view(place.action, &query) {
        Ok(answer) => (table(words, def, &answer, &query, place), None),
        Err(problem) if problem.status == 422 => (Html::default(), Some(problem)),
        Err(problem) => return Err(problem),
    };
    let f = Fields::new(words, &visit.query, problem.as_ref());
    let page = Households {
        words,
        may_find: visit.may("registration.find"),
        filtered,
        sort: visit.query.get("sort"),
        bed: f.select("bed", "registration-filter-bed", &words.options("registration-bed", &BED)),
        look: f.select("look", "column-registration-look", &words.options("registration-look", &LOOK)),
        size: (
            f.input("size_from", "registration-filter-size-from", SIZE),
            f.input("size_to", "registration-filter-size-to", SIZE),
        ),
        days: (f.input("from", "registration-filter-from", DAY), f.input("to", "registration-filter-to", DAY)),
        origin: f.input("origin", "registration-filter-origin", CODE),
        f,
        table,
    };
    Ok(Page { main_class: "page--wide", ..Page::new(visit.t("registration-menu-households"), &page) })
}
