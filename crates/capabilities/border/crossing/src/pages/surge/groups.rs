//! Groups that wait to be handed over, urgent ones first; and a field for the scanner.

use crate::pages::record::listing;
use access::Query;
use askama::Template;
use kernel::Problem;
use shell::{Html, Page, PageDef, Reply, Visit, field::Fields, table::Place};

/// The page.
pub const PAGE: PageDef = PageDef {
    path: "/crossing/groups",
    action: "crossing.groups",
    show,
    act: Some(act),
    menu: Some((40, "crossing-groups")),
};

#[derive(Template)]
#[template(path = "surge/groups.html")]
struct List<'a> {
    v: &'a Visit<'a>,
    f: Fields<'a>,
    table: Html,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let query = visit.view_query();
    let answer = visit.view("crossing.groups", &query)?;
    let place = Place {
        action: "crossing.groups",
        caption: "crossing-groups",
        path: "/crossing/groups",
        row: "/crossing/groups/{}",
        empty: "crossing-no-groups",
    };
    let table = listing(visit, &answer, &query, place);
    Ok(Page::new(visit.t("crossing-groups"), &List { v: visit, f: visit.fields(), table }))
}

/// A scanned or typed token opens its group.
fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let token = visit.form.get("token").ok_or(Problem::field("token", "GEN-001"))?;
    let answer = visit
        .view("crossing.group", &Query::by("token", token))
        .map_err(|problem| if problem.status == 404 { Problem::field("token", "GEN-404") } else { problem })?;
    let group = answer.record().get("group").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
    Ok(Reply::Go(format!("/crossing/groups/{group}")))
}
