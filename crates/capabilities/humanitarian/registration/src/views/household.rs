//! One household: who belongs to it, its card, and what it was joined with.

use access::{Answer, Kind, Param, Query, Reading, ViewDef};
use kernel::{Date, HouseholdId, Problem, SubjectId};
use people::{Household, Member, born};
use serde_json::{Value, json};

/// A household by its id.
pub const HOUSEHOLD: ViewDef =
    ViewDef { name: "household", params: &[Param { name: "id", kind: Kind::Id, required: true }], columns: &[], read };

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let id: HouseholdId = query.required("id")?;
    let household = people::household(reading.sql, id)?.filter(|household| household.is_of(reading.site));
    let household = household.ok_or_else(Problem::not_found)?;
    let members = people::members(reading.sql, id)?;
    let joined = people::joined_with(reading.sql, id)?;
    let rests_with = match household.rests_with {
        Some(other) => people::household(reading.sql, other)?,
        None => None,
    };
    let today = reading.at.today();
    let value = json!({
        "household": id,
        "number": household.number.as_ref().map(ToString::to_string),
        "head": household.head,
        "size": household.size,
        "opened": household.opened.to_string(),
        "registered": household.registered.map(|at| at.to_string()),
        "rests_with": rests_with.as_ref().map(other),
        "joined": joined.iter().map(other).collect::<Vec<_>>(),
        "card": household.card.map(|card| json!({ "serial": card.serial, "issued": card.issued, "ended": card.ended })),
        "members": members.iter().map(|one| member(one, today)).collect::<Vec<_>>(),
    });
    let subjects = members.iter().map(|member| SubjectId::from(member.person.id)).collect();
    Ok(Answer::Record { value, subjects })
}

fn other(household: &Household) -> Value {
    json!({ "household": household.id, "number": household.number.as_ref().map(ToString::to_string) })
}

fn member(member: &Member, today: Date) -> Value {
    let (person, details) = (&member.person, &member.person.details);
    let (youngest, oldest) = person.age_on(today);
    json!({
        "person": person.id, "relationship": member.relationship, "came_with": member.came_with, "name": person.name(),
        "sex": details.sex, "born": born(details.birth), "age": [youngest, oldest], "family": details.name.family,
        "nationality": details.nationality, "languages": details.languages, "origin": details.origin,
    })
}
