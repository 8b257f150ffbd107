//! One procedure, whole, for those who may know of it.

use crate::procedure::Procedure;
use access::{Answer, Kind, Param, Query, Reading, ViewDef};
use kernel::{Problem, ProcedureId, StreamId};
use log::{StoreError, params};
use serde_json::json;

/// A procedure by its id. The reading is noted under the procedure's id: the receipt of registration lists those under the child's, and
/// would tell a clerk that there is one.
pub const PROCEDURE: ViewDef =
    ViewDef { name: "procedure", params: &[Param { name: "id", kind: Kind::Id, required: true }], columns: &[], read };

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let id: ProcedureId = query.required("id")?;
    let select = "SELECT record FROM best_interests_procedure WHERE procedure_id = $1";
    let row = reading.sql.first(select, params![StreamId::from(id)]).map_err(StoreError::problem)?;
    let procedure: Procedure =
        row.and_then(|row| serde_json::from_str(row.text(0)).ok()).ok_or_else(Problem::not_found)?;
    let on = procedure.on.filter(|_| procedure.is_known_to(reading.who.actor)).ok_or_else(Problem::not_found)?;
    let child = people::person(reading.sql, on.child)?;
    let value = json!({
        "stage": procedure.stage(),
        "review_by": procedure.review_by(),
        "name": child.as_ref().map(|child| child.name()),
        "age": child.as_ref().map(|child| child.age_on(reading.at.today())),
        "mine": procedure.owner == Some(reading.who.actor),
        "procedure": procedure,
    });
    Ok(Answer::Record { value, subjects: vec![id.into()] })
}
