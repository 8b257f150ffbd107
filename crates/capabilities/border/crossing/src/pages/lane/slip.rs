//! The slip of one person who is handed over: a token, printed, and nothing about the person.

use crate::pages::surge::ticket::printed;
use access::Query;
use kernel::{CrossingId, Moment, Problem};
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
    at: Moment,
    kind: String,
    body: Value,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let crossing: CrossingId = visit.part("crossing")?;
    let record: Record = visit.read("crossing.crossing", &Query::by("crossing", crossing))?;
    let handed_over = record.history.iter().find(|event| event.kind == "person_handed_over");
    let given = handed_over.and_then(|event| Some((event.body.get("token")?.as_str()?, event.at)));
    let (token, at) = given.ok_or_else(Problem::not_found)?;
    // Who hands over goes back to where their next person waits.
    let next = if visit.may("crossing.record_crossing") {
        ("crossing-desk", "/crossing/desk")
    } else {
        ("crossing-second-line", "/crossing/second-line")
    };
    printed(visit, token, (1, at), &format!("/crossing/crossings/{crossing}"), next)
}
