//! A person's protection file as this reader may know it: screenings, flags with the answers behind them, needs.

use super::{
    flags::may_see,
    shown::{moment, worker},
};
use crate::{
    facts::file_subject,
    words::{NeedId, ScreeningId},
};
use access::{Answer, Kind, Param, Query, Reading, ViewDef};
use kernel::{ActorId, PersonId, Problem};
use log::{StoreError, params};
use screening::Urgency;
use serde_json::{Value, json};

/// A person's file. One that is empty, or of which the reader may know nothing, looks the same.
pub const FILE: ViewDef =
    ViewDef { name: "file", params: &[Param { name: "id", kind: Kind::Id, required: true }], columns: &[], read };

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let id: PersonId = query.required("id")?;
    let person =
        people::person(reading.sql, id)?.filter(|person| person.is_of(reading.site)).ok_or_else(Problem::not_found)?;
    let (youngest, oldest) = person.age_on(reading.at.today());
    let value = json!({
        "person": id,
        "name": person.name(),
        "sex": person.details.sex,
        "age": [youngest, oldest],
        "languages": person.details.languages,
        "screenings": screenings(reading, id)?,
        "flags": flags(reading, id)?,
        "needs": needs(reading, id)?,
    });
    Ok(Answer::Record { value, subjects: vec![file_subject(id)] })
}

/// The screenings that this reader may open. That there were others is told only where they are not restricted: by their flags.
fn screenings(reading: &mut Reading<'_>, id: PersonId) -> Result<Vec<Value>, Problem> {
    let select = "SELECT screening, sheet, version, by_whom, supervisor, at, digest FROM protection_screening WHERE person = $1 \
                  ORDER BY at DESC, screening";
    let rows = reading.sql.rows(select, params![id]).map_err(StoreError::problem)?;
    let me = Some(reading.who.actor);
    let own = rows.iter().filter(|row| row.id::<ActorId>(3) == me || row.id::<ActorId>(4) == me);
    let value = own.map(|row| {
        json!({ "screening": row.id::<ScreeningId>(0), "sheet": row.text(1), "version": row.int(2),
                "digest": row.opt_text(6), "at": moment(row.opt_int(5)) })
    });
    Ok(value.collect())
}

fn flags(reading: &mut Reading<'_>, id: PersonId) -> Result<Vec<Value>, Problem> {
    let select = "SELECT site, restricted, by_whom, supervisor, screening, rule, sheet, version, urgency, due, review_by, because, \
                  state, reason, at, digest FROM protection_flag WHERE person = $1 ORDER BY at DESC, urgency, rule";
    let rows = reading.sql.rows(select, params![id]).map_err(StoreError::problem)?;
    let today = reading.at.today().to_string();
    let mut out = Vec::new();
    for row in rows.iter().filter(|row| may_see(reading, row, 0)).collect::<Vec<_>>() {
        let by = worker(reading.sql, row.id(2))?;
        let late = row.text(12) == "raised" && row.text(10) < today.as_str();
        out.push(json!({
            "screening": row.id::<ScreeningId>(4), "rule": row.text(5), "sheet": row.text(6), "version": row.int(7),
            "digest": row.opt_text(15),
            "urgency": usize::try_from(row.int(8)).ok().and_then(|rank| Urgency::ALL.get(rank)).map(|urgency| urgency.name()),
            "due": moment(row.opt_int(9)), "review_by": row.text(10),
            "because": serde_json::from_str::<Value>(row.text(11)).unwrap_or_default(),
            "state": if late { "expired" } else { row.text(12) },
            "reason": row.opt_text(13), "at": moment(row.opt_int(14)), "by": by, "restricted": row.int(1) != 0,
        }));
    }
    Ok(out)
}

fn needs(reading: &mut Reading<'_>, id: PersonId) -> Result<Vec<Value>, Problem> {
    let select = "SELECT site, restricted, by_whom, supervisor, need, code, status, review_by, reason, at, changed_at \
                  FROM protection_need WHERE person = $1 ORDER BY at DESC, need";
    let rows = reading.sql.rows(select, params![id]).map_err(StoreError::problem)?;
    let seen = rows.iter().filter(|row| may_see(reading, row, 0));
    let value = seen.map(|row| {
        json!({ "need": row.id::<NeedId>(4), "code": row.text(5), "status": row.text(6), "review_by": row.text(7),
                "reason": row.opt_text(8), "at": moment(row.opt_int(9)), "changed": moment(row.opt_int(10)),
                "restricted": row.int(1) != 0 })
    });
    Ok(value.collect())
}
