//! The sites on a map, with the same as a table.

use crate::{pages::subnav::subnav, views::sites};
use access::{Answer, Cell, Query};
use askama::Template;
use kernel::Problem;
use shell::{
    Html, Page, PageDef, Visit, Words,
    map::{Map, Point, map},
    table::{Place, table},
};

/// The page.
pub const MAP: PageDef = PageDef {
    path: "/administration/map",
    action: "administration.site_map",
    show,
    act: None,
    menu: Some((91, "site-map-menu")),
};

#[derive(Template)]
#[template(path = "site/map.html")]
struct View<'a> {
    words: &'a Words,
    subnav: Html,
    map: Html,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let query = Query { per_page: Query::MOST, ..visit.view_query() };
    let answer = visit.view(MAP.action, &query)?;
    let may_open = visit.may("administration.site");
    let place = Place {
        action: MAP.action,
        caption: "sites-title",
        path: MAP.path,
        row: if may_open { "/administration/sites/{}" } else { "" },
        empty: "sites-none",
    };
    let Answer::Table { rows, .. } = &answer else { return Err(Problem::not_found()) };
    let points = rows.iter().filter_map(|row| point(&visit.words, row)).collect();
    let table = table(&visit.words, &sites::SITE_MAP, &answer, &query, place);
    let map = map(&visit.words, &Map { label: visit.t("site-map-title"), points, lines: Vec::new() }, &table);
    Ok(Page::new(visit.t("site-map-title"), &View { words: &visit.words, subnav: subnav(visit), map }))
}

/// A site as a point; `None` while nobody has said where it lies.
fn point(words: &Words, row: &[Cell]) -> Option<Point> {
    let text = |i: usize| match row.get(i) {
        Some(Cell::Text(text)) => Some(text.as_str()),
        _ => None,
    };
    let kind = if text(2)? == "post" { "post" } else { "site" };
    let note = [words.code("site-kind", text(2)?), words.code("site-state", text(3)?)].join(" · ");
    Some(Point {
        latitude_deg: text(4)?.parse().ok()?,
        longitude_deg: text(5)?.parse().ok()?,
        label: text(1)?.to_owned(),
        kind,
        note,
        href: format!("/administration/sites/{}", text(0)?),
        count: None,
    })
}
