//! Pages that are one list, with what stands above it: a search, a field for the scanner, a sentence, a link.

use crate::pages::record::listing;
use access::Query;
use askama::Template;
use kernel::Problem;
use shell::{Html, Page, PageDef, Reply, Visit, field::Fields, table::Place};

const fn page(path: &'static str, action: &'static str, show: fn(&Visit<'_>) -> Result<Page, Problem>) -> PageDef {
    PageDef { path, action, show, act: None, menu: None }
}

/// Groups that wait to be handed over, urgent ones first; a scanned or typed token opens its group.
pub const GROUPS: PageDef = PageDef {
    act: Some(open_group),
    menu: Some((40, "crossing-groups")),
    ..page("/crossing/groups", "crossing.groups", groups)
};

/// Crossings: find a person by name in any script, by document or by plate.
pub const CROSSINGS: PageDef =
    PageDef { menu: Some((50, "crossing-crossings")), ..page("/crossing/crossings", "crossing.crossings", crossings) };

/// Who waits at second line, the longest first.
pub const SECOND_LINE: PageDef = PageDef {
    menu: Some((60, "crossing-second-line")),
    ..page("/crossing/second-line", "crossing.second_line", second_line)
};

/// Permitted stays that have ended without an exit: to look into, never a verdict.
pub const OVERSTAYS: PageDef =
    PageDef { menu: Some((70, "crossing-overstays")), ..page("/crossing/overstays", "crossing.overstays", overstays) };

#[derive(Template)]
#[template(path = "list.html")]
struct List<'a> {
    v: &'a Visit<'a>,
    f: Fields<'a>,
    title: &'a str,
    table: Html,
}

/// The page of a list. A search that cannot be is told, and nothing is listed.
fn show(visit: &Visit<'_>, place: Place<'_>) -> Result<Page, Problem> {
    let query = visit.view_query();
    let (table, problem) = match visit.view(place.action, &query) {
        Ok(answer) => (listing(visit, &answer, &query, place), None),
        Err(problem) if problem.status == 422 => (Html::default(), Some(problem)),
        Err(problem) => return Err(problem),
    };
    let form = if visit.form.is_empty() { &visit.query } else { &visit.form };
    let f = Fields::new(&visit.words, form, problem.as_ref().or(visit.problem.as_ref()));
    Ok(Page::new(visit.t(place.caption), &List { v: visit, f, title: place.caption, table }))
}

fn groups(visit: &Visit<'_>) -> Result<Page, Problem> {
    let (path, row) = ("/crossing/groups", "/crossing/groups/{}");
    show(visit, Place { action: "crossing.groups", caption: "crossing-groups", path, row, empty: "crossing-no-groups" })
}

fn crossings(visit: &Visit<'_>) -> Result<Page, Problem> {
    let (action, path, row) = ("crossing.crossings", "/crossing/crossings", "/crossing/crossings/{}");
    show(visit, Place { action, caption: "crossing-crossings", path, row, empty: "crossing-none-found" })
}

fn second_line(visit: &Visit<'_>) -> Result<Page, Problem> {
    let (action, path, row) = ("crossing.second_line", "/crossing/second-line", "/crossing/second-line/{}");
    show(visit, Place { action, caption: "crossing-second-line", path, row, empty: "crossing-nobody-waits" })
}

fn overstays(visit: &Visit<'_>) -> Result<Page, Problem> {
    let (action, path, row) = ("crossing.overstays", "/crossing/overstays", "/crossing/crossings/{}");
    show(visit, Place { action, caption: "crossing-overstays", path, row, empty: "crossing-no-overstays" })
}

fn open_group(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let token = visit.form.get("token").ok_or(Problem::field("token", "GEN-001"))?;
    let answer = visit
        .view("crossing.group", &Query::by("token", token))
        .map_err(|problem| if problem.status == 404 { Problem::field("token", "GEN-404") } else { problem })?;
    let group = answer.record().get("group").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
    Ok(Reply::Go(format!("/crossing/groups/{group}")))
}
