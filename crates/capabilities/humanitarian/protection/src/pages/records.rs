//! The records of views as pages read them, and small things that several pages show.

use crate::words::{CaseId, EntryId, NeedId, ScreeningId};
use access::{Answer, Cell, Query};
use kernel::{ActorId, Date, PersonId, Problem};
use screening::{Answers, Code, Digest};
use serde::Deserialize;
use shell::{Html, Visit, Words};

/// Somebody of the staff.
#[derive(Deserialize, Clone)]
pub struct Worker {
    pub name: String,
    pub organisation: String,
}

/// A person's file.
#[derive(Deserialize)]
pub struct File {
    pub person: PersonId,
    pub name: String,
    pub sex: String,
    pub age: (u16, u16),
    pub languages: Vec<String>,
    pub screenings: Vec<ScreeningLine>,
    pub flags: Vec<Flag>,
    pub needs: Vec<Need>,
}

/// A screening in the list of a file.
#[derive(Deserialize)]
pub struct ScreeningLine {
    pub screening: ScreeningId,
    pub sheet: Code,
    pub version: u16,
    pub digest: Option<Digest>,
    pub at: String,
}

/// A flag.
#[derive(Deserialize)]
pub struct Flag {
    pub screening: ScreeningId,
    pub rule: Code,
    pub sheet: Code,
    pub version: u16,
    pub digest: Option<Digest>,
    pub urgency: String,
    pub due: String,
    pub review_by: String,
    pub because: Answers,
    pub state: String,
    pub reason: Option<String>,
    pub by: Worker,
    pub restricted: bool,
}

/// A specific need.
#[derive(Deserialize)]
pub struct Need {
    pub need: NeedId,
    pub code: String,
    pub status: String,
    pub review_by: Date,
    pub reason: Option<String>,
    pub restricted: bool,
}

/// A screening with all that was said.
#[derive(Deserialize)]
pub struct Screening {
    pub person: PersonId,
    pub name: Option<String>,
    pub sheet: Code,
    pub version: u16,
    pub digest: Option<Digest>,
    pub answers: Answers,
    pub by: Worker,
    pub at: String,
}

/// A case.
#[derive(Deserialize)]
pub struct Case {
    pub case: CaseId,
    pub number: String,
    pub people: Vec<Subject>,
    pub about: String,
    pub restricted: bool,
    pub reason: String,
    pub organisation: String,
    pub owner: Worker,
    pub supervisor: Option<Worker>,
    pub mine: bool,
    pub circle: bool,
    pub state: String,
    pub outcome: Option<String>,
    pub summary: Option<String>,
    pub actions: Vec<Action>,
    pub notes: Vec<Note>,
    pub decisions: Vec<Decision>,
    pub events: Vec<Event>,
    pub offer: Option<Offer>,
}

/// Whom a case is about.
#[derive(Deserialize)]
pub struct Subject {
    pub person: PersonId,
    pub name: Option<String>,
}

/// An action of the plan.
#[derive(Deserialize)]
pub struct Action {
    pub action: EntryId,
    pub what: String,
    pub due: Date,
    pub ended: Option<String>,
    pub note: Option<String>,
}

/// A note.
#[derive(Deserialize)]
pub struct Note {
    pub text: String,
    pub readers: String,
    pub by: Worker,
    pub at: String,
}

/// A decision.
#[derive(Deserialize)]
pub struct Decision {
    pub decision: EntryId,
    pub text: String,
    pub by: Worker,
    pub at: String,
    pub agreed: Option<bool>,
    pub ruled_by: Option<Worker>,
    pub reason: Option<String>,
}

/// A line of a case's history.
#[derive(Deserialize)]
pub struct Event {
    pub at: String,
    pub what: String,
    pub by: Worker,
    pub other: Option<Worker>,
    pub said: Option<String>,
}

/// An offer of a case.
#[derive(Deserialize)]
pub struct Offer {
    pub to: Worker,
    pub reason: String,
}

/// The file of the person in the page's address.
pub fn file(visit: &Visit<'_>) -> Result<File, Problem> {
    let id: PersonId = visit.part("id")?;
    visit.read("protection.file", &Query::by("id", id))
}

/// A colleague to choose.
pub struct Colleague {
    pub worker: ActorId,
    pub label: String,
    pub supervises: bool,
}

/// The colleagues in the roster, the user too.
pub fn colleagues(visit: &Visit<'_>) -> Result<Vec<Colleague>, Problem> {
    let answer = visit.view("protection.colleagues", &Query { per_page: 500, ..Query::default() })?;
    let Answer::Table { rows, .. } = answer else { return Ok(vec![]) };
    let text = |cell: Option<&Cell>| match cell {
        Some(Cell::Text(text)) => text.clone(),
        _ => String::new(),
    };
    let of = |row: &Vec<Cell>| {
        Some(Colleague {
            worker: text(row.first()).parse().ok()?,
            label: format!("{} · {}", text(row.get(1)), text(row.get(2))),
            supervises: row.get(3) == Some(&Cell::Flag(true)),
        })
    };
    Ok(rows.iter().filter_map(of).collect())
}

/// Colleagues as options of a drop-down, without the user.
pub fn options(visit: &Visit<'_>, wanted: impl Fn(&Colleague) -> bool) -> Result<Vec<(String, String)>, Problem> {
    let me = visit.who.actor;
    let others = colleagues(visit)?.into_iter().filter(|one| one.worker != me && wanted(one));
    Ok(others.map(|one| (one.worker.to_string(), one.label)).collect())
}

/// Options of a drop-down for codes with words under `prefix-code`.
pub fn coded(words: &Words, prefix: &str, codes: &[&str]) -> Vec<(String, String)> {
    codes.iter().map(|code| ((*code).to_owned(), words.code(prefix, code))).collect()
}

/// A moment as day and minute on the wall clock of the user's site, with its exact time for machines.
pub fn when(visit: &Visit<'_>, moment: &str) -> Html {
    moment.parse().map_or_else(|_| Html::ltr(moment), |at| Html::time(&visit.words, at))
}

/// Today at the user's site.
pub fn today(visit: &Visit<'_>) -> Date {
    visit.gate.now().date_at(visit.who.utc_offset_minutes)
}

/// The badge of a class of urgency.
pub fn urgency(words: &Words, class: &str) -> Html {
    let (badge, letter) = match class {
        "hours_24" => ("urgent", "!"),
        "hours_72" => ("warn", "72"),
        _ => ("info", "2"),
    };
    let text = Html::text(&words.code("protection-urgency", class));
    Html::trusted(format!("<span class=\"badge badge--{badge}\"><b>{letter}</b> {text}</span>"))
}
