//! How long records are kept, and which are past that: the periods, the list, and the request to erase what it shows.

use crate::{
    erasure::retention::Retention,
    pages::record::{PostRow, listing, post, today},
};
use access::Answer;
use askama::Template;
use kernel::{Date, Problem};
use serde_json::json;
use shell::{Html, Page, PageDef, Reply, Visit, field::Fields, table::Place};

/// The page.
pub const PAGE: PageDef = PageDef {
    path: "/crossing/retention",
    action: "crossing.due_for_erasure",
    show,
    act: Some(act),
    menu: Some((95, "crossing-retention")),
};

#[derive(Template)]
#[template(path = "erasure/retention.html")]
struct Periods<'a> {
    v: &'a Visit<'a>,
    f: Fields<'a>,
    key: String,
    rows: Vec<(String, String)>,
    table: Html,
    due: i64,
    on: Date,
    saved: bool,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let PostRow { retention, .. } = post(visit)?;
    let query = visit.view_query();
    let answer = visit.view("crossing.due_for_erasure", &query)?;
    let due = if let Answer::Table { total, .. } = &answer { total.unwrap_or(0) } else { 0 };
    let place = Place {
        action: "crossing.due_for_erasure",
        caption: "crossing-due",
        path: "/crossing/retention",
        row: "",
        empty: "crossing-nothing-due",
    };
    let form = filled(visit, retention);
    let periods = Periods {
        v: visit,
        f: Fields::new(&visit.words, &form, visit.problem.as_ref()),
        key: visit.form_key(),
        rows: rows(visit, retention),
        table: listing(visit, &answer, &query, place),
        due,
        on: today(visit),
        saved: visit.query.get("saved").is_some(),
    };
    Ok(Page::new(visit.t("crossing-retention"), &periods))
}

fn filled(visit: &Visit<'_>, retention: Option<Retention>) -> shell::Form {
    match retention.filter(|_| visit.form.is_empty()) {
        Some(periods) => shell::Form::default()
            .with("retention.traveller_months:int", periods.traveller_months)
            .with("retention.second_line_months:int", periods.second_line_months)
            .with("retention.group_months:int", periods.group_months),
        None => visit.form.clone(),
    }
}

/// The periods in words.
fn rows(visit: &Visit<'_>, retention: Option<Retention>) -> Vec<(String, String)> {
    let Some(periods) = retention else { return vec![] };
    let months = |n: u16| visit.words.with("crossing-months", &[("n", i64::from(n).into())]);
    vec![
        (visit.t("crossing-kept-traveller"), months(periods.traveller_months)),
        (visit.t("crossing-kept-second-line"), months(periods.second_line_months)),
        (visit.t("crossing-kept-group"), months(periods.group_months)),
    ]
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    match visit.form.get("_do") {
        Some("set") => {
            visit.run_form("crossing.set_retention", |json| {
                // Nothing filled in is a missing field of the periods, and each is named.
                if let Some(form) = json.as_object_mut() {
                    form.entry("retention").or_insert_with(|| json!({}));
                }
            })?;
            Ok(Reply::Go("/crossing/retention?saved=1".into()))
        }
        Some("erase") => {
            // As many as the page showed, on the day it showed them.
            visit.run_form("crossing.erase_due", |_| {})?;
            Ok(Reply::Go("/approvals".into()))
        }
        _ => Err(Problem::new("GEN-004", 422)),
    }
}
