//! A unit: each bed with who sleeps there; block and reopen beds, report and mend defects, change for whom it is meant, close.

use super::define::policy;
use crate::{pages::parts::age, unit::BlockReason};
use access::Query;
use askama::Template;
use kernel::{FactId, HouseholdId, Moment, PersonId, Problem, RoomId, StayId, UnitId};
use placement::Policy;
use serde::Deserialize;
use serde_json::{Value, json};
use shell::{Form, Html, Page, PageDef, Reply, Visit, Words, field::Fields};

/// The page.
pub const UNIT: PageDef =
    PageDef { path: "/reception/units/{id}", action: "reception.unit", show, act: Some(act), menu: None };

#[derive(Deserialize)]
struct Record {
    unit: UnitId,
    code: String,
    name: String,
    policy: Policy,
    closed: Option<String>,
    beds: i64,
    held: i64,
    blocked: i64,
    free: i64,
    rooms: Vec<Room>,
    defects: Vec<Defect>,
}

#[derive(Deserialize)]
struct Room {
    room: RoomId,
    code: String,
    beds: Vec<Bed>,
}

#[derive(Deserialize)]
struct Bed {
    bed: u16,
    accessible: bool,
    transitory: bool,
    blocked: Option<String>,
    note: Option<String>,
    holders: Vec<Holder>,
}

#[derive(Deserialize)]
struct Holder {
    stay: StayId,
    who: Option<Who>,
}

impl Holder {
    /// Whether the bed is nobody's: no stay is known, or its bed is another.
    fn is_free(&self) -> bool {
        self.who.as_ref().is_none_or(|who| who.elsewhere)
    }
}

#[derive(Deserialize)]
struct Who {
    #[serde(rename = "person")]
    _person: PersonId,
    status: String,
    elsewhere: bool,
    household: Option<HouseholdId>,
    name: Option<String>,
    age: Option<(u16, u16)>,
    sex: Option<String>,
}

impl Who {
    fn years(&self) -> Html {
        self.age.map(age).unwrap_or_default()
    }
}

#[derive(Deserialize)]
struct Defect {
    defect: FactId,
    what: String,
    urgent: bool,
    at: Moment,
}

#[derive(Template)]
#[template(path = "unit/show.html")]
struct Unit<'a> {
    words: &'a Words,
    f: Fields<'a>,
    unit: Record,
    key: String,
    may: bool,
    beds: Html,
    whys: Html,
    policy: Html,
    name: Html,
    since: Vec<Html>,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let id: UnitId = visit.part("id")?;
    let unit: Record = visit.read("reception.unit", &Query::by("id", id))?;
    let (words, f) = (&visit.words, visit.fields());
    let beds: Vec<(String, String)> = unit
        .rooms
        .iter()
        .flat_map(|room| room.beds.iter().map(move |bed| (room, bed)))
        .filter(|(_, bed)| bed.blocked.is_none())
        .map(|(room, bed)| (format!("{} {}", room.room, bed.bed), format!("{}-{}-{}", unit.code, room.code, bed.bed)))
        .collect();
    let as_it_is = filled(&unit);
    let change =
        if visit.form.get("_do") == Some("change") { visit.fields() } else { Fields::new(words, &as_it_is, None) };
    let page = Unit {
        words,
        key: shell::form::fresh_key(visit.gate),
        may: visit.may("reception.block_bed"),
        beds: f.select("_bed", "reception-bed", &beds),
        whys: f.select("why", "reception-block-why", &words.options("reception-block", BlockReason::NAMES)),
        policy: policy(&change),
        name: change.name("name", "reception-name"),
        since: unit.defects.iter().map(|defect| Html::time(&visit.words, defect.at)).collect(),
        f,
        unit,
    };
    let title = format!("{} {}", page.unit.code, page.unit.name);
    Ok(Page::new(title, &page))
}

/// The form of the unit as it is now.
fn filled(unit: &Record) -> Form {
    let policy = &unit.policy;
    Form::default()
        .with("name", &unit.name)
        .with("policy.sex", policy.sex.name())
        .with("policy.from_years", policy.from_years)
        .with("policy.to_years", policy.to_years)
        .with("policy.families_only", policy.families_only)
        .with("policy.one_household", policy.one_household)
        .with("policy.quarantine", policy.quarantine)
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let unit: UnitId = visit.part("id")?;
    let name = match visit.form.get("_do") {
        Some("block") => "block_bed",
        Some("reopen_bed") => "reopen_bed",
        Some("free") => "free_bed",
        Some("report") => "report_defect",
        Some("mend") => "mend_defect",
        Some("change") => "change_unit",
        Some("close") => "close_unit",
        Some("reopen") => "reopen_unit",
        Some("room") => "add_room",
        _ => return Err(Problem::not_found()),
    };
    let bed = visit.form.get("_bed").and_then(|bed| bed.split_once(' ')).map(|(room, bed)| (room.to_owned(), bed));
    if matches!(name, "block_bed" | "reopen_bed" | "free_bed") && bed.is_none() {
        return Err(Problem::field("_bed", "GEN-001"));
    }
    visit.run_form(&format!("reception.{name}"), |json| {
        if let Value::Object(map) = json {
            map.insert("unit".to_owned(), json!(unit));
            if let Some((room, bed)) = &bed {
                map.insert("room".to_owned(), json!(room));
                map.insert("bed".to_owned(), bed.parse::<u16>().map_or(Value::Null, Value::from));
            }
        }
    })?;
    Ok(Reply::Go(format!("/reception/units/{unit}")))
}
