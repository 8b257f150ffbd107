//! Pages that are one list: who waits at second line, and whose permitted stay is over.

use crate::pages::record::listing;
use askama::Template;
use kernel::Problem;
use shell::{Html, Page, PageDef, Visit, table::Place};

/// Who waits at second line, the longest first.
pub const SECOND_LINE: PageDef = PageDef {
    path: "/crossing/second-line",
    action: "crossing.second_line",
    show: second_line,
    act: None,
    menu: Some((60, "crossing-second-line")),
};

/// Permitted stays that have ended without an exit: to look into, never a verdict.
pub const OVERSTAYS: PageDef = PageDef {
    path: "/crossing/overstays",
    action: "crossing.overstays",
    show: overstays,
    act: None,
    menu: Some((70, "crossing-overstays")),
};

#[derive(Template)]
#[template(path = "list.html")]
struct List<'a> {
    v: &'a Visit<'a>,
    title: &'a str,
    lead: Option<&'a str>,
    button: Option<(&'a str, &'a str)>,
    table: Html,
}

fn show(
    visit: &Visit<'_>,
    place: Place<'_>,
    lead: Option<&str>,
    button: Option<(&str, &str)>,
) -> Result<Page, Problem> {
    let query = visit.view_query();
    let table = listing(visit, &visit.view(place.action, &query)?, &query, place);
    let list = List { v: visit, title: place.caption, lead, button, table };
    Ok(Page::new(visit.t(place.caption), &list))
}

fn second_line(visit: &Visit<'_>) -> Result<Page, Problem> {
    let place = Place {
        action: "crossing.second_line",
        caption: "crossing-second-line",
        path: "/crossing/second-line",
        row: "/crossing/second-line/{}",
        empty: "crossing-nobody-waits",
    };
    show(visit, place, None, Some(("/approvals", "crossing-approvals")))
}

fn overstays(visit: &Visit<'_>) -> Result<Page, Problem> {
    let place = Place {
        action: "crossing.overstays",
        caption: "crossing-overstays",
        path: "/crossing/overstays",
        row: "/crossing/crossings/{}",
        empty: "crossing-no-overstays",
    };
    show(visit, place, Some("crossing-overstays-lead"), None)
}
