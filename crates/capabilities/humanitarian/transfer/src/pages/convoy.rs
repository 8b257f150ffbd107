//! A convoy: put households on its list by number, count at departure and arrival, tick who came, explain who did not.

use super::parts::{age, apart, chosen, counted_in, must_say, renamed, said, site_name, ticked};
use crate::{
    manifest::{ApartReason, UnlistReason},
    open::{Counted, MissingReason},
    views::Load,
};
use access::Query;
use askama::Template;
use contracts::convoy::CancelReason;
use kernel::{ConvoyId, HouseholdId, Moment, PersonId, Problem, SiteId};
use people::Sites;
use serde::Deserialize;
use serde_json::{Value, json};
use shell::{
    Html, Page, PageDef, Reply, Visit, Words,
    field::{Fields, Look},
};

/// The page.
pub const CONVOY: PageDef =
    PageDef { path: "/transfer/convoys/{id}", action: "transfer.convoy", show, act: Some(act), menu: None };

#[derive(Deserialize)]
struct Record {
    convoy: ConvoyId,
    from: String,
    to: SiteId,
    is: String,
    due: Moment,
    people: i64,
    seats: Option<i64>,
    loads: Vec<Load>,
    /// How many on the list have no seat.
    without: i64,
    standing: String,
    cancelled: Option<String>,
    cancel_note: Option<String>,
    note: Option<String>,
    differ: bool,
    counted: Counted,
    left_at: Option<Moment>,
    arrived_at: Option<Moment>,
    open: i64,
    travellers: Vec<Traveller>,
}

impl Record {
    fn arrived(&self) -> bool {
        self.arrived_at.is_some()
    }

    fn to_come(&self) -> bool {
        !self.arrived() && (self.cancelled.is_none() || self.left_at.is_some())
    }

    /// More people than seats: as announced or on the list.
    fn crowded(&self) -> bool {
        self.seats.is_some_and(|seats| self.people.max(i64::from(self.counted.listed)) > seats)
    }

    fn missing(&self) -> impl Iterator<Item = &Traveller> {
        self.travellers.iter().filter(|one| self.arrived() && one.travels && !one.came)
    }
}

#[derive(Deserialize)]
struct Traveller {
    person: PersonId,
    name: Option<String>,
    sex: Option<String>,
    age: Option<(u16, u16)>,
    household: Option<HouseholdId>,
    number: Option<String>,
    came: bool,
    travels: bool,
    why: Option<String>,
    note: Option<String>,
    off: Option<String>,
    off_note: Option<String>,
    #[serde(default)]
    vehicles: Vec<String>,
}

impl Traveller {
    fn years(&self) -> Html {
        self.age.map(age).unwrap_or_default()
    }

    /// Whether nobody knows where somebody is who was to arrive.
    fn is_open(&self) -> bool {
        self.travels && !self.came && self.why.as_deref().is_none_or(|why| why == "tracing")
    }
}

/// One key for each form of the page.
struct Keys {
    list: String,
    depart: String,
    people: String,
    explain: String,
    counts: String,
    cancel: String,
}

#[derive(Template)]
#[template(path = "convoy.html")]
struct Convoy<'a> {
    words: &'a Words,
    f: Fields<'a>,
    convoy: Record,
    to: Option<String>,
    here: bool,
    key: Keys,
    whom: Html,
    left_in: Html,
    arrived_in: Html,
    due: Html,
    left: Html,
    arrived: Html,
    may: bool,
    /// Whether places can be asked for its list: reception's page, where that is mounted.
    may_place: bool,
    whys: Vec<(String, String)>,
    offs: Vec<(String, String)>,
    aparts: Vec<(String, String)>,
    cancels: Vec<(String, String)>,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let id: ConvoyId = visit.part("id")?;
    let convoy: Record = visit.read("transfer.convoy", &Query::by("id", id))?;
    let key = shell::form::fresh_key(visit.gate);
    let of = |form: &str| format!("{key}-{form}");
    let time = |at: Option<Moment>| at.map(|at| Html::time(&visit.words, at)).unwrap_or_default();
    let (words, f) = (&visit.words, visit.fields());
    let more = "autocomplete=\"off\" spellcheck=\"false\" data-scan=\"token\"";
    let scanned = Look { class: "input--20 input--code", kind: "", more };
    let page = Convoy {
        words,
        to: site_name(visit, &Sites::of(visit), convoy.to),
        here: visit.who.site == Some(convoy.to),
        key: Keys {
            list: of("l"),
            depart: of("d"),
            people: of("p"),
            explain: of("e"),
            counts: of("n"),
            cancel: of("c"),
        },
        left_in: vehicle_counts(words, &f, "left", &convoy.loads),
        arrived_in: vehicle_counts(words, &f, "arrived", &convoy.loads),
        whom: f.input("q", "transfer-add-whom", scanned),
        f,
        due: Html::time(words, convoy.due),
        left: time(convoy.left_at),
        arrived: time(convoy.arrived_at),
        may: visit.may("transfer.arrive_convoy"),
        may_place: visit.may("reception.find_places") && visit.may("reception.assign_places"),
        whys: words.options("transfer-missing", MissingReason::NAMES),
        offs: words.options("transfer-off", UnlistReason::NAMES),
        aparts: words.options("people-apart", ApartReason::NAMES),
        cancels: words.options("transfer-cancelled", CancelReason::NAMES),
        convoy,
    };
    Ok(Page::new(format!("{} · {}", visit.t("transfer-convoy"), page.convoy.from), &page))
}

/// A count for each vehicle, under `<of>_in[n]`.
fn vehicle_counts(words: &Words, f: &Fields<'_>, of: &str, loads: &[Load]) -> Html {
    let mut out = String::new();
    for (n, load) in loads.iter().enumerate().filter(|(_, load)| load.seats.is_some()) {
        let (name, counted) = (format!("{of}_in[{n}].name"), format!("{of}_in[{n}].counted"));
        out.push_str(&format!(
            "{}<div class=\"field\"><label class=\"field__label\" for=\"{of}-{n}\">{} <bdi>{}</bdi></label>\
             <input class=\"input input--4\" id=\"{of}-{n}\" name=\"{counted}:int\" inputmode=\"numeric\" autocomplete=\"off\" value=\"{}\"></div>",
            f.hidden(&name, &load.name),
            Html::text(&words.t("transfer-counted-in")),
            Html::text(&load.name),
            Html::text(f.value(&counted)),
        ));
    }
    Html::trusted(out)
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let id: ConvoyId = visit.part("id")?;
    let run = |name: &str, command: Value, names: &[(&str, &'static str)]| {
        visit.run(&format!("transfer.{name}"), &command).map_err(|problem| renamed(problem, names))
    };
    match visit.form.get("_do") {
        Some("list") => list(visit, id)?,
        Some("depart") => {
            let (left, vehicles) = counted_in(visit, "left")?;
            run("depart_convoy", json!({ "convoy": id, "counted": left, "vehicles": vehicles }), &[])?;
        }
        Some("arrive") => {
            let (came, vehicles) = counted_in(visit, "arrived")?;
            let people = ticked(&visit.form, "people[]");
            let command = json!({ "convoy": id, "counted": came, "vehicles": vehicles, "people": people });
            run("arrive_convoy", command, &[])?;
        }
        Some("off") => {
            let people = ticked(&visit.form, "people[]");
            let (why, note) = (chosen(visit, "off_why")?, said(visit, "off_note")?);
            let command = json!({ "convoy": id, "people": people, "why": why, "note": note, "apart": apart(visit, "off_apart")? });
            run("unlist_person", command, &[("why", "off_why"), ("apart.reason", "off_apart_reason")])?;
        }
        Some("explain") => {
            let (person, why, note) = (chosen(visit, "person")?, chosen(visit, "why")?, must_say(visit, "note")?);
            run("explain_missing", json!({ "convoy": id, "person": person, "why": why, "note": note }), &[])?;
        }
        Some("counts") => {
            let note = must_say(visit, "counts_note")?;
            run("explain_counts", json!({ "convoy": id, "note": note }), &[])?;
        }
        Some("cancel") => {
            let (why, note) = (chosen(visit, "cancel_why")?, said(visit, "cancel_note")?);
            run("cancel_convoy", json!({ "convoy": id, "why": why, "note": note }), &[("why", "cancel_why")])?;
        }
        _ => return Err(Problem::not_found()),
    }
    Ok(Reply::Go(format!("/transfer/convoys/{id}")))
}

/// Puts the household of a card or number on the list.
fn list(visit: &Visit<'_>, id: ConvoyId) -> Result<(), Problem> {
    let asked = visit.form.get("q").ok_or_else(|| Problem::field("q", "GEN-001"))?;
    let found = people::candidates(visit, "transfer.find", asked)?;
    let exact: Vec<_> = found.iter().filter(|one| one.exact).collect();
    // A name that several households bear is nobody's number.
    if exact.first().is_none_or(|first| exact.iter().any(|one| one.household != first.household)) {
        return Err(Problem::field("q", "TRF-013"));
    }
    let people: Vec<PersonId> = exact.iter().map(|one| one.person).collect();
    let command = json!({ "convoy": id, "people": people, "apart": apart(visit, "list_apart")? });
    let names = [("apart.reason", "list_apart_reason")];
    visit.run("transfer.list_people", &command).map_err(|problem| renamed(problem, &names))?;
    Ok(())
}
