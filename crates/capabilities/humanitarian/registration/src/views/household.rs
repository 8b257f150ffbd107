//! One household: who belongs to it, its card, and what it was joined with.

use super::{born::born, households::grouped};
use crate::details::Details;
use access::{Answer, Kind, Param, Query, Reading, ViewDef};
use kernel::{HouseholdId, Moment, PersonId, Problem, SiteId, SubjectId};
use log::{Row, StoreError, params};
use serde_json::{Value, json};

/// A household by its id.
pub const HOUSEHOLD: ViewDef =
    ViewDef { name: "household", params: &[Param { name: "id", kind: Kind::Id, required: true }], columns: &[], read };

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let id: HouseholdId = query.required("id")?;
    let row = reading
        .sql
        .first(
            "SELECT h.site, h.number, h.head, h.size, h.opened_at, h.registered_at, h.rests_with, h.card_serial, \
             h.card_issued, h.card_ended, r.number FROM registration_household h \
             LEFT JOIN registration_household r ON r.household = h.rests_with WHERE h.household = $1",
            params![id],
        )
        .map_err(StoreError::problem)?
        .filter(|row| reading.site.is_none() || reading.site == row.id::<SiteId>(0))
        .ok_or_else(Problem::not_found)?;
    let members = members(reading, id)?;
    let joined = reading
        .sql
        .rows(
            "SELECT household, number FROM registration_household WHERE rests_with = $1 ORDER BY household",
            params![id],
        )
        .map_err(StoreError::problem)?;
    let card =
        row.opt_int(7).map(|serial| json!({ "serial": serial, "issued": row.opt_text(8), "ended": row.opt_text(9) }));
    let other = |row: &Row, id: usize, number: usize| {
        let household: Option<HouseholdId> = row.id(id);
        household.map(|household| json!({ "household": household, "number": row.opt_text(number).map(grouped) }))
    };
    let subjects = members.iter().map(|(person, _)| SubjectId::from(*person)).collect();
    let value = json!({
        "household": id,
        "number": row.opt_text(1).map(grouped),
        "head": row.id::<PersonId>(2),
        "size": row.int(3),
        "opened": moment(row.opt_int(4)),
        "registered": moment(row.opt_int(5)),
        "rests_with": other(&row, 6, 10),
        "joined": joined.iter().map(|row| other(row, 0, 1)).collect::<Vec<_>>(),
        "card": card,
        "members": members.into_iter().map(|(_, member)| member).collect::<Vec<_>>(),
    });
    Ok(Answer::Record { value, subjects })
}

fn members(reading: &mut Reading<'_>, id: HouseholdId) -> Result<Vec<(PersonId, Value)>, Problem> {
    let today = reading.at.today();
    let rows = reading
        .sql
        .rows(
            "SELECT m.person, m.relationship, m.came_with, p.name, p.details FROM registration_member m \
             JOIN registration_person p ON p.person = m.person WHERE m.household = $1 ORDER BY m.place, m.person",
            params![id],
        )
        .map_err(StoreError::problem)?;
    Ok(rows
        .iter()
        .filter_map(|row| {
            let person: PersonId = row.id(0)?;
            let details: Details = serde_json::from_str(row.text(4)).ok()?;
            let (youngest, oldest) = details.birth.age_on(today);
            let member = json!({
                "person": person, "relationship": row.text(1), "came_with": row.id::<HouseholdId>(2), "name": row.text(3),
                "sex": details.sex, "born": born(details.birth), "age": [youngest, oldest], "family": details.name.family,
                "nationality": details.nationality, "languages": details.languages, "origin": details.origin,
            });
            Some((person, member))
        })
        .collect())
}

/// A stored moment as text.
pub(super) fn moment(millis: Option<i64>) -> Option<String> {
    millis.map(|millis| Moment::from_millis(millis).to_string())
}
