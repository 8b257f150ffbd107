//! The slip of one person who is handed over: a token, printed, and nothing about the person.

use crate::pages::{record::record, surge::ticket::printed};
use access::Query;
use kernel::{CrossingId, Problem};
use serde::Deserialize;
use serde_json::Value;
use shell::{Page, PageDef, Visit};

/// The page.
pub const PAGE: PageDef = PageDef {
    path: "/crossing/crossings/{crossing}/slip",
    action: "crossing.hand_over_person",
    show,
    act: None,
    menu: None,
};

#[derive(Deserialize)]
struct Record {
    history: Vec<Event>,
}

#[derive(Deserialize)]
struct Event {
    kind: String,
    body: Value,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let crossing: CrossingId = visit.part("crossing")?;
    let record: Record = record(&visit.view("crossing.crossing", &Query::by("crossing", crossing))?)?;
    let handed_over = record.history.iter().find(|event| event.kind == "person_handed_over");
    let token = handed_over.and_then(|event| event.body.get("token")).and_then(Value::as_str);
    printed(
        visit,
        token.ok_or_else(Problem::not_found)?,
        1,
        &format!("/crossing/crossings/{crossing}"),
        "/crossing/desk",
    )
}
