//! What belongs to a case: its plan, notes, decisions, history and offer.

use crate::{
    views::shown::{moment, worker},
    words::{CaseId, EntryId, NoteReaders},
};
use access::Reading;
use kernel::{ActorId, Problem, StreamId};
use log::{Row, StoreError, params};
use serde_json::{Value, json};

fn rows(reading: &mut Reading<'_>, select: &str, case: CaseId) -> Result<Vec<Row>, Problem> {
    reading.sql.rows(select, params![StreamId::from(case)]).map_err(StoreError::problem)
}

/// The plan, open actions first, by the day on which they are due.
pub(super) fn actions(reading: &mut Reading<'_>, case: CaseId) -> Result<Vec<Value>, Problem> {
    let select = "SELECT action, what, due, ended, note FROM protection_action WHERE case_id = $1 \
                  ORDER BY CASE WHEN ended IS NULL THEN 0 ELSE 1 END, due, action";
    let value = rows(reading, select, case)?;
    let value = value.iter().map(|row| {
        json!({ "action": row.id::<EntryId>(0), "what": row.text(1), "due": row.text(2), "ended": row.opt_text(3),
                "note": row.opt_text(4) })
    });
    Ok(value.collect())
}

/// The notes that this reader may read, newest first.
pub(super) fn notes(reading: &mut Reading<'_>, case: CaseId, circle: bool) -> Result<Vec<Value>, Problem> {
    let select =
        "SELECT note, text, readers, by_whom, at FROM protection_note WHERE case_id = $1 ORDER BY at DESC, note DESC";
    let me = reading.who.actor;
    let mut out = Vec::new();
    for row in rows(reading, select, case)? {
        let by: Option<ActorId> = row.id(3);
        let own = by == Some(me);
        let readable = match row.text(2) {
            readers if readers == NoteReaders::Case.name() => true,
            readers if readers == NoteReaders::Circle.name() => circle || own,
            _ => own,
        };
        if readable {
            let by = worker(reading.sql, by)?;
            out.push(json!({ "note": row.id::<EntryId>(0), "text": row.text(1), "readers": row.text(2), "by": by,
                             "at": moment(row.opt_int(4)) }));
        }
    }
    Ok(out)
}

/// The decisions, those that wait for a ruling first.
pub(super) fn decisions(reading: &mut Reading<'_>, case: CaseId) -> Result<Vec<Value>, Problem> {
    let select = "SELECT decision, text, by_whom, at, agreed, ruled_by, reason FROM protection_decision WHERE case_id = $1 \
                  ORDER BY CASE WHEN agreed IS NULL THEN 0 ELSE 1 END, at DESC, decision";
    let mut out = Vec::new();
    for row in rows(reading, select, case)? {
        let (by, ruled_by) = (worker(reading.sql, row.id(2))?, worker(reading.sql, row.id(5))?);
        out.push(json!({
            "decision": row.id::<EntryId>(0), "text": row.text(1), "by": by, "at": moment(row.opt_int(3)),
            "agreed": row.opt_int(4).map(|agreed| agreed != 0), "ruled_by": ruled_by, "reason": row.opt_text(6),
        }));
    }
    Ok(out)
}

/// What happened to the case, newest first.
pub(super) fn events(reading: &mut Reading<'_>, case: CaseId) -> Result<Vec<Value>, Problem> {
    let select =
        "SELECT at, what, by_whom, other, said FROM protection_event WHERE case_id = $1 ORDER BY position DESC";
    let mut out = Vec::new();
    for row in rows(reading, select, case)? {
        let (by, other) = (worker(reading.sql, row.id(2))?, worker(reading.sql, row.id(3))?);
        out.push(json!({ "at": moment(row.opt_int(0)), "what": row.text(1), "by": by, "other": other, "said": row.opt_text(4) }));
    }
    Ok(out)
}

/// To whom the case is offered.
pub(super) fn offer(reading: &mut Reading<'_>, case: CaseId) -> Result<Value, Problem> {
    let select = "SELECT to_whom, reason, at FROM protection_offer WHERE case_id = $1";
    let Some(row) = rows(reading, select, case)?.into_iter().next() else { return Ok(Value::Null) };
    let to = worker(reading.sql, row.id(0))?;
    Ok(json!({ "to": to, "reason": row.text(1), "at": moment(row.opt_int(2)) }))
}
