//! One case, for those who may know of it: the site's workers, or the circle of a restricted one.

use super::{
    parts::{actions, decisions, events, notes, offer},
    tables::NEVER,
};
use crate::{
    views::shown::{case_subject, moment, names, worker},
    words::CaseId,
};
use access::{Answer, Kind, Param, Query, Reading, ViewDef};
use kernel::{ActorId, PersonId, Problem, SiteId, StreamId};
use log::{Row, StoreError, params};
use serde_json::{Value, json};

/// A case by its id.
pub const CASE: ViewDef =
    ViewDef { name: "case", params: &[Param { name: "id", kind: Kind::Id, required: true }], columns: &[], read };

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let id: CaseId = query.required("id")?;
    let row = reading
        .sql
        .first(
            "SELECT person, site, about, restricted, reason, organisation, owner, supervisor, closed, closing, outcome, summary, \
             next_due, opened_at FROM protection_case WHERE case_id = $1",
            params![StreamId::from(id)],
        )
        .map_err(StoreError::problem)?
        .filter(|row| may_see(reading, row))
        .ok_or_else(Problem::not_found)?;
    let (owner, supervisor) = (row.id::<ActorId>(6), row.id::<ActorId>(7));
    let me = Some(reading.who.actor);
    let circle = owner == me || supervisor == me;
    let state = match (row.int(8), row.int(9)) {
        (0, 0) => "open",
        (0, _) => "closing",
        _ => "closed",
    };
    let value = json!({
        "case": id,
        "number": id.number(),
        "people": people(reading, id)?,
        "about": row.text(2),
        "restricted": row.int(3) != 0,
        "reason": row.text(4),
        "organisation": row.text(5),
        "owner": worker(reading.sql, owner)?,
        "supervisor": worker(reading.sql, supervisor)?,
        "mine": owner == me,
        "circle": circle,
        "state": state,
        "outcome": row.opt_text(10),
        "summary": row.opt_text(11),
        "due": Some(row.text(12)).filter(|due| *due != NEVER),
        "opened": moment(row.opt_int(13)),
        "actions": actions(reading, id)?,
        "notes": notes(reading, id, circle)?,
        "decisions": decisions(reading, id)?,
        "events": events(reading, id)?,
        "offer": offer(reading, id)?,
    });
    Ok(Answer::Record { value, subjects: vec![case_subject(id)] })
}

fn may_see(reading: &Reading<'_>, row: &Row) -> bool {
    let me = Some(reading.who.actor);
    let circle = row.id::<ActorId>(6) == me || row.id::<ActorId>(7) == me;
    let here = reading.site.is_some() && reading.site == row.id::<SiteId>(1);
    circle || here && row.int(3) == 0
}

/// Those whom the case is about, the one for whom it was opened first.
fn people(reading: &mut Reading<'_>, id: CaseId) -> Result<Vec<Value>, Problem> {
    let select = "SELECT s.person FROM protection_subject s JOIN protection_case c ON c.case_id = s.case_id \
                  WHERE s.case_id = $1 ORDER BY CASE WHEN s.person = c.person THEN 0 ELSE 1 END, s.person";
    let rows = reading.sql.rows(select, params![StreamId::from(id)]).map_err(StoreError::problem)?;
    let people: Vec<PersonId> = rows.iter().filter_map(|row| row.id(0)).collect();
    let names = names(reading, people.iter().copied())?;
    Ok(people.iter().map(|person| json!({ "person": person, "name": names.get(person) })).collect())
}
