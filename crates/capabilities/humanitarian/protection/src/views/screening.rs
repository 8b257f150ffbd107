//! One screening with everything that was said: for who asked, and the supervisor named with it.

use super::shown::{moment, names, worker};
use crate::{facts::file_subject, words::ScreeningId};
use access::{Answer, Kind, Param, Query, Reading, ViewDef};
use kernel::{ActorId, PersonId, Problem, StreamId};
use log::{StoreError, params};
use serde_json::{Value, json};

/// A screening by its id.
pub const SCREENING: ViewDef =
    ViewDef { name: "screening", params: &[Param { name: "id", kind: Kind::Id, required: true }], columns: &[], read };

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let id: ScreeningId = query.required("id")?;
    let select = "SELECT person, sheet, version, answers, language, by_whom, supervisor, at, digest FROM protection_screening \
                  WHERE screening = $1";
    let me = Some(reading.who.actor);
    let row = reading
        .sql
        .first(select, params![StreamId::from(id)])
        .map_err(StoreError::problem)?
        .filter(|row| row.id::<ActorId>(5) == me || row.id::<ActorId>(6) == me)
        .ok_or_else(Problem::not_found)?;
    let person: PersonId = row.id(0).ok_or_else(Problem::not_found)?;
    let names = names(reading, [person])?;
    let value = json!({
        "screening": id,
        "person": person,
        "name": names.get(&person),
        "sheet": row.text(1),
        "version": row.int(2),
        "digest": row.opt_text(8),
        "answers": serde_json::from_str::<Value>(row.text(3)).unwrap_or_default(),
        "language": row.text(4),
        "by": worker(reading.sql, row.id(5))?,
        "supervisor": worker(reading.sql, row.id(6))?,
        "at": moment(row.opt_int(7)),
    });
    Ok(Answer::Record { value, subjects: vec![file_subject(person)] })
}
