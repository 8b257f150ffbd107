//! The finder of places: proposals for everybody without one, each with its reason. The manager confirms, changes a bed, or leaves
//! it; a split household needs her words. What is refused at that moment stands there again with why.

use crate::{
    pages::{
        door::apart,
        parts::{Beds, age},
    },
    stay::AssignPlaces,
};
use access::{Query, Request};
use askama::Template;
use kernel::{ConvoyId, HouseholdId, PersonId, Problem};
use people::ApartReason;
use serde::Deserialize;
use shell::{Html, Page, PageDef, Reply, Visit, Words, field::Fields, table::pages};
use std::collections::BTreeSet;

/// The page.
pub const PLACES: PageDef = PageDef {
    path: "/reception/places",
    action: "reception.find_places",
    show,
    act: Some(act),
    menu: Some((32, "reception-menu-places")),
};

/// Households on one page of proposals.
const A_PAGE: u32 = 12;

#[derive(Deserialize)]
struct Record {
    proposals: Vec<Party>,
    without: Vec<Left>,
    figures: Figures,
    households: i64,
    of_households: i64,
    all_proposals: i64,
    all_without: i64,
}

#[derive(Deserialize)]
struct Figures {
    people: i64,
    placed: i64,
    placed_at_most: i64,
    gap: i64,
    in_one_room: i64,
    in_one_room_at_most: i64,
    split: i64,
    transitory: i64,
    transitory_at_least: i64,
}

#[derive(Deserialize)]
struct Party {
    household: HouseholdId,
    number: Option<String>,
    there: bool,
    people: Vec<Somebody>,
    split: bool,
    why: Vec<String>,
}

#[derive(Deserialize)]
struct Left {
    household: HouseholdId,
    number: Option<String>,
    people: Vec<Somebody>,
    why: Vec<Against>,
}

#[derive(Deserialize)]
struct Against {
    why: String,
    units: i64,
}

#[derive(Deserialize)]
struct Somebody {
    person: PersonId,
    name: String,
    sex: String,
    age: (u16, u16),
    place: Option<Proposed>,
}

#[derive(Deserialize)]
struct Proposed {
    unit_code: String,
    room_code: String,
    bed: u16,
}

impl Somebody {
    fn code(&self) -> String {
        self.place.as_ref().map(|at| format!("{}-{}-{}", at.unit_code, at.room_code, at.bed)).unwrap_or_default()
    }

    fn years(&self) -> Html {
        age(self.age)
    }
}

#[derive(Template)]
#[template(path = "site/places.html")]
struct Places<'a> {
    words: &'a Words,
    f: Fields<'a>,
    found: Record,
    key: String,
    beds: Html,
    reasons: Vec<(String, String)>,
    only: Option<String>,
    /// The list of a convoy that is still on the way.
    convoy: Option<String>,
    /// Whether those without a proposal are shown.
    without: bool,
    /// The query of the two lists without a page, for the tabs.
    of: String,
    pages: Html,
    refused: Vec<(String, String, String)>,
    done: Option<i64>,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let done = visit.query.get("done").and_then(|done| done.parse().ok());
    page(visit, vec![], done)
}

fn page(visit: &Visit<'_>, refused: Vec<(String, String, String)>, done: Option<i64>) -> Result<Page, Problem> {
    let asked = |in_query: &str, in_form: &str| {
        visit.query.get(in_query).or_else(|| visit.form.get(in_form)).map(str::to_owned)
    };
    let (only, convoy) = (asked("household", "_only"), asked("convoy", "_convoy"));
    let without = visit.query.get("show") == Some("without");
    let page = visit.query.get("page").and_then(|page| page.parse().ok()).unwrap_or(0);
    let by = [("household", &only), ("convoy", &convoy)];
    let by = by.into_iter().find_map(|(name, id)| id.as_ref().map(|id| (name, id.clone())));
    let query = by.as_ref().map_or_else(Query::default, |(name, id)| Query::by(name, id));
    let found: Record = visit.read("reception.find_places", &Query { page, per_page: A_PAGE, ..query.clone() })?;
    let (here, all) =
        if without { (found.without.len(), found.all_without) } else { (found.proposals.len(), found.all_proposals) };
    let mut at = Query { page, per_page: A_PAGE, ..query };
    if without {
        at.values.insert("show".to_owned(), "without".to_owned());
    }
    let pages = pages(&visit.words, here, Some(all), &at, PLACES.path);
    let page = Places {
        words: &visit.words,
        f: visit.fields(),
        key: shell::form::fresh_key(visit.gate),
        beds: Beds::of(visit)?.list(&visit.words),
        reasons: visit.words.options("people-apart", ApartReason::NAMES),
        found,
        only,
        convoy,
        without,
        of: by.map(|(name, id)| format!("{name}={id}&")).unwrap_or_default(),
        pages: Html::trusted(pages),
        refused,
        done,
    };
    Ok(Page::new(visit.t("reception-find-places"), &page))
}

/// Gives the places of each ticked household, one command a household: what can be given is given.
fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let beds = Beds::of(visit)?;
    let key = visit.form_key();
    let (mut done, mut refused) = (0, Vec::new());
    let ticked: BTreeSet<&str> =
        visit.form.0.iter().filter(|(name, _)| name == "take[]").map(|(_, value)| value.as_str()).collect();
    for household in ticked {
        let given = command(visit, &beds, household).and_then(|command| {
            let json = serde_json::to_value(&command).map_err(|_| Problem::new("GEN-500", 500))?;
            // The key follows from the form and the household, so that a form sent twice gives nothing twice.
            let request = Request { key: Some(format!("{key}-{household}")), happened: visit.happened };
            visit.gate.run(visit.who, "reception.assign_places", &json, &request).map(|_| command.places.len())
        });
        match given {
            Ok(people) => done += people,
            Err(problem) => {
                let number = visit.form.get(&format!("number.{household}")).unwrap_or_default().to_owned();
                let field = problem.fields.first();
                let said =
                    field.map_or_else(|| visit.words.problem(&problem), |field| visit.words.field_problem(&field.code));
                let code = field.map_or(problem.code.as_ref(), |field| field.code.as_ref()).to_owned();
                refused.push((number, said, code));
            }
        }
    }
    if refused.is_empty() {
        return Ok(Reply::Go(next(visit, done)));
    }
    page(visit, refused, i64::try_from(done).ok()).map(|page| Reply::Page(Box::new(page)))
}

/// Where it goes on: who came here from a household checks it in next; a list goes on with who waits.
fn next(visit: &Visit<'_>, done: usize) -> String {
    if let Some(household) = visit.form.get("_only").and_then(|id| id.parse::<HouseholdId>().ok()) {
        return format!("/reception/households/{household}");
    }
    let convoy = visit.form.get("_convoy").and_then(|id| id.parse::<ConvoyId>().ok());
    let of = convoy.map(|convoy| format!("convoy={convoy}&")).unwrap_or_default();
    format!("/reception/places?{of}done={done}")
}

fn command(visit: &Visit<'_>, beds: &Beds, household: &str) -> Result<AssignPlaces, Problem> {
    let prefix = format!("bed.{household}.");
    let mut places = Vec::new();
    for (name, code) in &visit.form.0 {
        let Some(person) = name.strip_prefix(&prefix).and_then(|id| id.parse().ok()) else { continue };
        if !code.trim().is_empty() {
            places.push(beds.place(person, code).ok_or_else(|| Problem::field(name, "REC-001"))?);
        }
    }
    let apart = apart(visit, &format!(".{household}"))?;
    Ok(AssignPlaces { places, apart, exception: None, known: vec![] })
}
