//! A convoy: put households on its list by number, count at departure and arrival, tick who came, explain who did not.

use crate::{
    convoy::MissingReason,
    pages::parts::{age, options, read},
};
use access::Query;
use askama::Template;
use kernel::{ConvoyId, HouseholdId, Moment, PersonId, Problem};
use serde::Deserialize;
use serde_json::{Value, json};
use shell::{Html, Page, PageDef, Reply, Visit, Words, field::Fields};

/// The page.
pub const CONVOY: PageDef =
    PageDef { path: "/reception/convoys/{id}", action: "reception.convoy", show, act: Some(act), menu: None };

#[derive(Deserialize)]
struct Record {
    convoy: ConvoyId,
    from: String,
    is: String,
    due: Moment,
    people: i64,
    seats: i64,
    vehicles: String,
    departed: Option<i64>,
    arrived: Option<i64>,
    note: Option<String>,
    travellers: Vec<Traveller>,
}

impl Record {
    /// Whether more or fewer arrived than left, and nobody said why.
    fn differs(&self) -> bool {
        let (left, came) = (self.departed, self.arrived);
        self.note.is_none() && left.is_some() && came.is_some() && left != came
    }
}

#[derive(Deserialize)]
struct Traveller {
    person: PersonId,
    name: Option<String>,
    sex: Option<String>,
    age: Option<(u16, u16)>,
    household: Option<HouseholdId>,
    came: bool,
    why: Option<String>,
    note: Option<String>,
}

impl Traveller {
    fn years(&self) -> Html {
        self.age.map(age).unwrap_or_default()
    }
}

#[derive(Template)]
#[template(path = "convoy/show.html")]
struct Convoy<'a> {
    words: &'a Words,
    f: Fields<'a>,
    convoy: Record,
    key_list: String,
    key_depart: String,
    key_arrive: String,
    key_explain: String,
    due: Html,
    may: bool,
    whys: Vec<(String, String)>,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let id: ConvoyId = visit.part("id")?;
    let convoy: Record = read(visit, "reception.convoy", &Query::by("id", id))?;
    let key = shell::form::fresh_key(visit.gate);
    let page = Convoy {
        words: &visit.words,
        f: visit.fields(),
        key_list: format!("{key}-l"),
        key_depart: format!("{key}-d"),
        key_arrive: format!("{key}-a"),
        key_explain: format!("{key}-e"),
        due: Html::time(&visit.words, convoy.due),
        may: visit.may("reception.arrive_convoy"),
        whys: options(&visit.words, "reception-missing", &MissingReason::NAMES),
        convoy,
    };
    Ok(Page::new(format!("{} · {}", visit.t("reception-convoy"), page.convoy.from), &page))
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let id: ConvoyId = visit.part("id")?;
    let counted = || -> Result<u16, Problem> {
        let typed = visit.form.get("counted").ok_or_else(|| Problem::field("counted", "GEN-001"))?;
        kernel::text::latin_digits(typed.trim()).parse().map_err(|_| Problem::field("counted", "GEN-003"))
    };
    let run = |name: &str, command: Value| visit.run(&format!("reception.{name}"), &command);
    match visit.form.get("_do") {
        Some("list") => {
            let asked = visit.form.get("q").ok_or_else(|| Problem::field("q", "GEN-001"))?;
            let found = people::candidates(visit, "reception.find", asked)?;
            let people: Vec<PersonId> = found.iter().filter(|one| one.exact).map(|one| one.person).collect();
            if people.is_empty() {
                return Err(Problem::field("q", "REC-034"));
            }
            run("list_people", json!({ "convoy": id, "people": people }))?;
        }
        Some("depart") => _ = run("depart_convoy", json!({ "convoy": id, "counted": counted()? }))?,
        Some("arrive") => {
            let came: Vec<&str> =
                visit.form.0.iter().filter(|(name, _)| name == "came[]").map(|(_, value)| value.as_str()).collect();
            run("arrive_convoy", json!({ "convoy": id, "counted": counted()?, "people": came }))?;
        }
        Some("explain") => {
            _ = visit.run_form("reception.explain_missing", |json| {
                if let Value::Object(map) = json {
                    map.insert("convoy".to_owned(), json!(id));
                }
            })?
        }
        _ => return Err(Problem::not_found()),
    }
    Ok(Reply::Go(format!("/reception/convoys/{id}")))
}
