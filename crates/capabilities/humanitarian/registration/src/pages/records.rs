//! The records of views as pages read them.

use access::Query;
use contracts::number::Number;
use contracts::registration::Details;
use kernel::{HouseholdId, Moment, PersonId, Problem};
use serde::Deserialize;
use serde_json::Value;
use shell::{Html, Visit, Words};

/// A household.
#[derive(Deserialize)]
pub struct Household {
    pub household: HouseholdId,
    pub number: Option<String>,
    pub head: Option<PersonId>,
    pub size: i64,
    pub registered: Option<String>,
    pub rests_with: Option<Other>,
    pub joined: Vec<Other>,
    pub card: Option<Card>,
    pub members: Vec<Member>,
}

/// A household beside it.
#[derive(Deserialize)]
pub struct Other {
    pub household: HouseholdId,
    pub number: Option<String>,
}

/// Its card.
#[derive(Deserialize)]
pub struct Card {
    pub ended: Option<String>,
}

/// A member.
#[derive(Deserialize)]
pub struct Member {
    pub person: PersonId,
    pub relationship: String,
    pub name: String,
    pub sex: String,
    pub born: String,
    pub age: (u16, u16),
    pub nationality: String,
    pub languages: Vec<String>,
    pub origin: Option<String>,
}

/// A person.
#[derive(Deserialize)]
pub struct Person {
    pub person: PersonId,
    pub household: HouseholdId,
    pub number: Option<String>,
    pub relationship: Option<String>,
    pub registered: String,
    pub born: String,
    pub age: (u16, u16),
    pub details: Details,
    pub photo: Option<String>,
    pub consents: Vec<Consent>,
    pub links: Vec<Link>,
    pub corrections: Vec<Correction>,
    pub receipts: Vec<Given>,
}

/// An answer to a consent question.
#[derive(Deserialize)]
pub struct Consent {
    pub about: String,
    pub agreed: bool,
    pub at: String,
    pub withdrawn: Option<String>,
}

/// A link.
#[derive(Deserialize)]
pub struct Link {
    pub link: String,
    pub first: PersonId,
    pub is: String,
    pub other: PersonId,
    pub from_here: bool,
    pub basis: String,
    pub name: Option<String>,
}

/// A correction.
#[derive(Deserialize)]
pub struct Correction {
    pub at: String,
    pub changes: Vec<Change>,
    pub reason: String,
}

/// One corrected answer.
#[derive(Deserialize)]
pub struct Change {
    pub field: String,
    pub before: Value,
    pub after: Value,
}

/// A receipt that was given.
#[derive(Deserialize)]
pub struct Given {
    pub at: String,
    pub form: String,
}

/// The household in the page's address.
pub fn household(visit: &Visit<'_>) -> Result<Household, Problem> {
    let id: HouseholdId = visit.part("id")?;
    visit.read("registration.household", &Query::by("id", id))
}

/// The person in the page's address.
pub fn person(visit: &Visit<'_>) -> Result<Person, Problem> {
    let id: PersonId = visit.part("id")?;
    visit.read("registration.person", &Query::by("id", id))
}

/// The household whose number or card was typed in a field.
pub fn by_number(visit: &Visit<'_>, field: &str) -> Result<HouseholdId, Problem> {
    let typed = visit.form.get(field).ok_or_else(|| Problem::field(field, "GEN-001"))?;
    if typed.parse::<Number>().is_err() && !typed.contains(':') {
        return Err(Problem::field(field, "SEA-001"));
    }
    let answer = visit.view("registration.find", &Query::by("q", typed))?;
    let access::Answer::Table { rows, .. } = &answer else { return Err(Problem::not_found()) };
    let household = rows.first().and_then(|row| match row.last() {
        Some(access::Cell::Text(id)) => id.parse().ok(),
        _ => None,
    });
    household.ok_or_else(|| Problem::field(field, "SEA-001"))
}

/// An age or a range of ages.
pub fn age((youngest, oldest): (u16, u16)) -> Html {
    Html::ltr(&if youngest == oldest { youngest.to_string() } else { format!("{youngest}–{oldest}") })
}

/// A moment as day and minute on the wall clock of the user's site, with its exact time for machines.
pub fn when(visit: &Visit<'_>, moment: &str) -> Html {
    moment.parse::<Moment>().map_or_else(|_| Html::ltr(moment), |at| Html::time(&visit.words, at))
}

/// A corrected value as text.
pub fn shown(words: &Words, value: &Value) -> String {
    match value {
        Value::Null => words.t("registration-nothing"),
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(|one| shown(words, one)).collect::<Vec<_>>().join(", "),
        Value::Object(map) => map
            .iter()
            .filter(|(key, _)| *key != "precision")
            .map(|(_, one)| shown(words, one))
            .collect::<Vec<_>>()
            .join(" · "),
        other => other.to_string(),
    }
}
