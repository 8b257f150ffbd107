//! A household at the door: check in, away, back, gone; what their places must have; a bed by hand.

use crate::pages::parts::{Beds, age};
use crate::stay::AssignPlaces;
use access::Query;
use askama::Template;
use kernel::{HouseholdId, Moment, PersonId, Problem};
use people::{Apart, ApartReason};
use serde::Deserialize;
use serde_json::{Value, json};
use shell::{Html, Page, PageDef, Reply, Visit, Words, field::Fields};

/// The page.
pub const HOUSEHOLD: PageDef =
    PageDef { path: "/reception/households/{id}", action: "reception.household", show, act: Some(act), menu: None };

/// How a stay ends, in the order of the form: [`contracts::stay::StayEnd`].
const ENDS: [&str; 8] = ["departed", "transferred", "returned", "reunited", "died", "missing", "never_came", "mistake"];

#[derive(Deserialize)]
struct Record {
    household: HouseholdId,
    number: Option<String>,
    people: Vec<Member>,
    apart: Option<KeptApart>,
}

#[derive(Deserialize)]
struct KeptApart {
    reason: String,
    note: String,
    at: Moment,
}

#[derive(Deserialize)]
struct Member {
    person: PersonId,
    name: String,
    sex: String,
    age: (u16, u16),
    head: bool,
    status: Option<String>,
    elsewhere: bool,
    place: Option<String>,
    since: Option<Moment>,
    exception: Option<String>,
    why: Option<String>,
    no_steps: bool,
    quarantine: bool,
}

impl Member {
    /// Whether the team at the door most likely acts on this person now: everybody who is not there.
    fn ticked(&self) -> bool {
        self.status.as_deref() != Some("present")
    }

    fn years(&self) -> Html {
        age(self.age)
    }
}

#[derive(Template)]
#[template(path = "door/household.html")]
struct Household<'a> {
    words: &'a Words,
    f: Fields<'a>,
    household: Record,
    key: String,
    may: bool,
    ends: Html,
    reasons: Html,
    beds: Html,
    since: Vec<Html>,
    apart_since: Html,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let id: HouseholdId = visit.part("id")?;
    let household: Record = visit.read("reception.household", &Query::by("id", id))?;
    let (words, f) = (&visit.words, visit.fields());
    let may = visit.may("reception.check_in");
    let page = Household {
        words,
        key: shell::form::fresh_key(visit.gate),
        may,
        ends: f.select("why", "reception-end-why", &words.options("reception-end", &ENDS)),
        reasons: f.select("apart.reason", "reception-apart-why", &words.options("people-apart", ApartReason::NAMES)),
        beds: if may { Beds::of(visit)?.list(words) } else { Html::default() },
        since: household
            .people
            .iter()
            .map(|m| m.since.map(|at| Html::time(&visit.words, at)).unwrap_or_default())
            .collect(),
        apart_since: household.apart.as_ref().map(|apart| Html::time(&visit.words, apart.at)).unwrap_or_default(),
        f,
        household,
    };
    let number = page.household.number.clone().unwrap_or_default();
    Ok(Page::new(words.with("reception-household-title", &[("number", number.as_str().into())]), &page))
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let id: HouseholdId = visit.part("id")?;
    let people: Vec<&str> =
        visit.form.0.iter().filter(|(name, _)| name == "people[]").map(|(_, value)| value.as_str()).collect();
    let run = |name: &str, command: Value| visit.run(&format!("reception.{name}"), &command);
    match visit.form.get("_do") {
        Some(name @ ("check_in" | "mark_absent" | "mark_returned")) => _ = run(name, json!({ "people": people }))?,
        Some("end_stay") => {
            let why = visit.form.get("why").ok_or_else(|| Problem::field("why", "GEN-001"))?;
            run("end_stay", json!({ "people": people, "why": why }))?;
        }
        Some("needs") => {
            let has = |name: &str| visit.form.get(name).is_some();
            let needs = json!({ "no_steps": has("no_steps"), "quarantine": has("quarantine") });
            run("note_place_needs", json!({ "person": visit.form.get("person"), "needs": needs }))?;
        }
        Some("assign") => {
            let command = by_hand(visit)?;
            visit.command("reception", &command)?;
        }
        _ => return Err(Problem::not_found()),
    }
    Ok(Reply::Go(format!("/reception/households/{id}")))
}

/// The beds that were typed, one for each person.
fn by_hand(visit: &Visit<'_>) -> Result<AssignPlaces, Problem> {
    let beds = Beds::of(visit)?;
    let mut places = Vec::new();
    for (name, code) in &visit.form.0 {
        let Some(person) = name.strip_prefix("bed.").and_then(|id| id.parse().ok()) else { continue };
        if !code.trim().is_empty() {
            places.push(beds.place(person, code).ok_or_else(|| Problem::field(name, "REC-001"))?);
        }
    }
    Ok(AssignPlaces { places, apart: apart(visit, "")?, exception: words_of(visit, "exception")?, known: vec![] })
}

/// The reason for keeping people apart, under `apart.reason` and `apart.note`, each followed by `of`.
pub fn apart(visit: &Visit<'_>, of: &str) -> Result<Option<Apart>, Problem> {
    let (reason, note) = (format!("apart.reason{of}"), format!("apart.note{of}"));
    let Some(chosen) = visit.form.get(&reason) else { return Ok(None) };
    let chosen = serde_json::from_value(json!(chosen)).map_err(|_| Problem::field(&reason, "GEN-004"))?;
    let said = words_of(visit, &note)?.ok_or_else(|| Problem::field(&note, "GEN-001"))?;
    Ok(Some(Apart { reason: chosen, note: said }))
}

/// Words typed in a field, safe.
pub fn words_of(visit: &Visit<'_>, field: &str) -> Result<Option<kernel::Text<200>>, Problem> {
    let typed = visit.form.get(field).map(kernel::Text::parse).transpose();
    typed.map_err(|bad| Problem::field(field, bad.code()))
}
