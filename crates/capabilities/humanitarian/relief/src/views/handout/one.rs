//! One hand-out: to whom, what, why, by whom, and whether it was taken back.

use super::handouts::to;
use access::{Answer, Kind, Param, Query, Reading, ViewDef};
use kernel::{ActorId, HandOutId, Moment, PersonId, Problem, SubjectId};
use log::{Row, Sql, StoreError, params};
use serde_json::{Value, json};

/// A hand-out by its id.
pub const HANDOUT: ViewDef =
    ViewDef { name: "handout", params: &[Param { name: "id", kind: Kind::Id, required: true }], columns: &[], read };

/// One of those who got a hand-out, if they have a record here.
pub(crate) fn who_got(sql: &mut dyn Sql, handout: HandOutId) -> Result<Option<PersonId>, Problem> {
    let query = "SELECT person FROM relief_given WHERE handout = $1 ORDER BY person";
    Ok(sql.first(query, params![handout]).map_err(StoreError::problem)?.and_then(|row| row.id(0)))
}

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let id: HandOutId = query.required("id")?;
    let select = "SELECT h.at, h.people, h.note, h.actor, t.why, coalesce(b.note, t.note), t.at FROM relief_handout h \
                  LEFT JOIN relief_taken_back t ON t.handout = h.handout \
                  LEFT JOIN relief_back_told b ON b.handout = h.handout WHERE h.handout = $1 AND (h.site = $2 OR $3)";
    let row = reading
        .sql
        .first(select, params![id, reading.site, reading.site.is_none()])
        .map_err(StoreError::problem)?
        .ok_or_else(Problem::not_found)?;
    let to = to(reading.sql, id)?;
    let people = "SELECT DISTINCT g.person, p.name FROM relief_given g \
                  LEFT JOIN registration_person p ON p.person = g.person WHERE g.handout = $1 ORDER BY g.person";
    let people = reading.sql.rows(people, params![id]).map_err(StoreError::problem)?;
    let lines = "SELECT i.code, i.name, i.unit, -m.quantity FROM relief_movement m \
                 LEFT JOIN relief_item i ON i.item = m.item WHERE m.of = $1 AND m.kind = 'handed_out' ORDER BY i.code, m.item";
    let lines = reading.sql.rows(lines, params![id]).map_err(StoreError::problem)?;
    let line = |row: &Row| json!({ "code": row.opt_text(0), "name": row.opt_text(1), "unit": row.opt_text(2), "quantity": row.int(3) });
    let value = json!({
        "handout": id, "at": Moment::from_millis(row.int(0)), "size": row.int(1), "note": row.opt_text(2),
        "actor": row.id::<ActorId>(3),
        "household": to.as_ref().and_then(|to| to.household), "head": to.as_ref().and_then(|to| to.head.clone()),
        "number": to.as_ref().and_then(|to| to.number.as_deref()).map(people::grouped),
        "reason": to.as_ref().and_then(|to| to.reason.clone()),
        "people": people.iter().map(|row| row.opt_text(1)).collect::<Vec<_>>(),
        "lines": lines.iter().map(line).collect::<Vec<Value>>(),
        "back": row.opt_text(4).map(|why| json!({ "why": why, "note": row.opt_text(5), "at": Moment::from_millis(row.int(6)) })),
    });
    let subjects = people.iter().filter_map(|row| row.id::<PersonId>(0)).map(SubjectId::from).collect();
    Ok(Answer::Record { value, subjects })
}
