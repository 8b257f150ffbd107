//! Who a procedure is opened for. The same for everybody at the site: whether there is a procedure already is told to those who know of it
//! alone.

use access::{Answer, Kind, Param, Query, Reading, ViewDef, gate::derived_stream};
use kernel::{PersonId, Problem, SubjectId};
use serde_json::json;

/// A person of the site, by id.
pub const CHILD: ViewDef =
    ViewDef { name: "child", params: &[Param { name: "id", kind: Kind::Id, required: true }], columns: &[], read };

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let id: PersonId = query.required("id")?;
    let child =
        people::person(reading.sql, id)?.filter(|child| child.is_of(reading.site)).ok_or_else(Problem::not_found)?;
    let value = json!({ "child": id, "name": child.name(), "age": child.age_on(reading.at.today()) });
    Ok(Answer::Record { value, subjects: vec![SubjectId(derived_stream("best interests", &id.bytes()).0)] })
}
