//! One service of the directory.

use super::{lookups::organisations_of, services};
use access::{Answer, Kind, Param, Query, Reading, Relation, ViewDef};
use kernel::Problem;
use serde_json::json;

/// A service by its id.
pub const SERVICE: ViewDef =
    ViewDef { name: "service", params: &[Param { name: "id", kind: Kind::Id, required: true }], columns: &[], read };

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let one = services::one(reading, query.required("id")?)?.ok_or_else(Problem::not_found)?;
    let own = organisations_of(reading.sql, reading.who.actor)?;
    let mine = own.iter().any(|(id, _)| *id == one.organisation);
    if reading.relation == Relation::OwnOrganisation && !mine {
        return Err(Problem::not_found());
    }
    let value = json!({
        "id": one.id, "organisation": one.organisation, "organisation_name": one.organisation_name, "service": one.described,
        "unit": one.unit, "total": one.total, "left": one.left, "now": one.now, "until": one.until, "why": one.why,
        "mine": mine,
    });
    Ok(Answer::Record { value, subjects: vec![] })
}
