//! A household at the door: each of its people with stay, bed and what the place must have.

use super::presence::place;
use access::{Answer, Kind, Param, Query, Reading, ViewDef};
use kernel::{HouseholdId, Moment, PersonId, Problem, SiteId, SubjectId};
use log::{StoreError, params};
use people::Person;
use serde_json::{Value, json};

/// A household's stays here.
pub const HOUSEHOLD: ViewDef =
    ViewDef { name: "household", params: &[Param { name: "id", kind: Kind::Id, required: true }], columns: &[], read };

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let id: HouseholdId = query.required("id")?;
    let household = people::household(reading.sql, id)?.ok_or_else(Problem::not_found)?;
    let members = people::members(reading.sql, id)?;
    let here = household.is_of(reading.site) || has_stay(reading, id)?;
    if !here {
        return Err(Problem::not_found());
    }
    let mut people = Vec::with_capacity(members.len());
    for member in &members {
        people.push(person(reading, &member.person, household.head)?);
    }
    let apart = "SELECT reason, note, at FROM reception_apart WHERE household = $1 AND (site = $2 OR $3)";
    let apart = reading
        .sql
        .first(apart, params![id, reading.site, reading.site.is_none()])
        .map_err(StoreError::problem)?
        .map(|row| json!({ "reason": row.text(0), "note": row.text(1), "at": Moment::from_millis(row.int(2)) }));
    let number = household.number.as_ref().map(ToString::to_string);
    let value = json!({ "household": id, "number": number, "people": people, "apart": apart });
    Ok(Answer::Record { value, subjects: members.iter().map(|member| SubjectId::from(member.person.id)).collect() })
}

fn has_stay(reading: &mut Reading<'_>, household: HouseholdId) -> Result<bool, Problem> {
    let query = "SELECT 1 FROM reception_stay WHERE household = $1 AND (site = $2 OR $3)";
    let row = reading
        .sql
        .first(query, params![household, reading.site, reading.site.is_none()])
        .map_err(StoreError::problem)?;
    Ok(row.is_some())
}

fn person(reading: &mut Reading<'_>, person: &Person, head: Option<PersonId>) -> Result<Value, Problem> {
    let stay = "SELECT s.status, u.code, r.code, s.bed, s.changed_at, s.site, s.exception, s.why FROM reception_stay s \
                LEFT JOIN reception_unit u ON u.unit = s.unit LEFT JOIN reception_room r ON r.room = s.room \
                WHERE s.person = $1 ORDER BY s.ended_at IS NOT NULL, s.changed_at DESC";
    let stay = reading.sql.first(stay, params![person.id]).map_err(StoreError::problem)?;
    let stay = stay.as_ref();
    let here = |site: Option<SiteId>| reading.site.is_none() || site == reading.site;
    let elsewhere = stay.is_some_and(|row| !here(row.id(5)));
    let needs = "SELECT no_steps, quarantine FROM reception_need WHERE person = $1";
    let needs = reading.sql.first(needs, params![person.id]).map_err(StoreError::problem)?;
    let has = |column: usize| needs.as_ref().is_some_and(|row| row.int(column) != 0);
    let stay = stay.filter(|_| !elsewhere);
    Ok(json!({
        "person": person.id, "name": person.name(), "sex": person.details.sex, "age": person.age_on(reading.at.today()),
        "head": head == Some(person.id), "status": stay.map(|row| row.text(0)), "elsewhere": elsewhere,
        "place": stay.filter(|row| row.text(0) != "left").and_then(|row| row.opt_text(1).map(|unit| place(unit, row.text(2), row.int(3)))),
        "since": stay.map(|row| Moment::from_millis(row.int(4))), "exception": stay.and_then(|row| row.opt_text(6)),
        "why": stay.and_then(|row| row.opt_text(7)),
        "no_steps": has(0), "quarantine": has(1),
    }))
}
