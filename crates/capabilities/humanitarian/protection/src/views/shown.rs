//! Small things that several views need.

use crate::{facts::Fact, words::CaseId};
use access::Reading;
use kernel::{ActorId, Date, Moment, PersonId, Problem, SubjectId};
use log::{LogError, Recorded, Sql, StoreError, params};
use serde_json::Value;
use std::collections::BTreeMap;

/// A moment of a table as JSON.
pub(in crate::views) fn moment(millis: Option<i64>) -> Value {
    millis.map_or(Value::Null, |millis| Moment::from_millis(millis).to_string().into())
}

/// A day of a table.
pub(in crate::views) fn day(text: &str) -> Option<Date> {
    text.parse().ok()
}

/// Under which the reading of a case is noted: the case's own id (see [`crate::facts::file_subject`]).
pub(in crate::views) fn case_subject(case: CaseId) -> SubjectId {
    case.into()
}

/// The name of somebody of the staff; a dash where they are not in the roster.
pub(in crate::views) fn worker(sql: &mut dyn Sql, worker: Option<ActorId>) -> Result<Value, Problem> {
    let Some(worker) = worker else { return Ok(Value::Null) };
    let select = "SELECT name, organisation FROM protection_worker WHERE worker = $1";
    let row = sql.first(select, params![worker]).map_err(StoreError::problem)?;
    let text = |i: usize| row.as_ref().map_or("–", |row| row.text(i)).to_owned();
    Ok(serde_json::json!({ "id": worker, "name": text(0), "organisation": text(1) }))
}

/// The names of people, as registration has them now.
pub(in crate::views) fn names(
    reading: &mut Reading<'_>,
    people: impl IntoIterator<Item = PersonId>,
) -> Result<BTreeMap<PersonId, String>, Problem> {
    let found = people::people(reading.sql, people)?;
    Ok(found.into_iter().map(|(id, person)| (id, person.name().to_owned())).collect())
}

/// The person whose key was destroyed by this fact.
pub(in crate::views) fn erased(recorded: &Recorded) -> Result<Option<PersonId>, LogError> {
    use contracts::registration::RegistrationFact;
    Ok(match recorded.fact::<RegistrationFact>()? {
        Some(RegistrationFact::PersonErased { person, .. }) => Some(person),
        _ => None,
    })
}

/// A fact of protection.
pub(in crate::views) fn fact(recorded: &Recorded) -> Result<Option<Fact>, LogError> {
    recorded.fact::<Fact>()
}
