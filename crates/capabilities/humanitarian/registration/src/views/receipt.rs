//! The privacy receipt: what is recorded of a person, what they agreed to, who has read it. For the person, so it names roles and
//! days, not the officers.

use super::{
    papers::photo_of,
    person::{consents, number, receipts},
};
use access::{Answer, Kind, Param, Query, Reading, ViewDef};
use kernel::{Moment, PersonId, Problem, SubjectId};
use log::{StoreError, params};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The receipt of a person.
pub const RECEIPT: ViewDef =
    ViewDef { name: "receipt", params: &[Param { name: "id", kind: Kind::Id, required: true }], columns: &[], read };

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let id: PersonId = query.required("id")?;
    let person = people::person(reading.sql, id)?.filter(|person| person.is_of(reading.site));
    let person = person.ok_or_else(Problem::not_found)?;
    let details = &person.details;
    let mut categories = vec!["name", "sex", "birth", "nationality"];
    let known = [
        ("languages", !details.languages.is_empty()),
        ("origin", details.origin.is_some()),
        ("contacts", !details.contacts.is_empty()),
        ("photo", photo_of(reading.sql, id)?.is_some()),
    ];
    categories.extend(known.iter().filter(|(_, known)| *known).map(|(category, _)| *category));
    categories.push("household");
    let value = json!({
        "person": id, "name": details.name.original, "number": number(reading, person.household)?,
        "registered": person.registered.to_string(), "categories": categories, "consents": consents(reading, id)?,
        "reads": reads(reading, id)?, "receipts": receipts(reading, id)?,
    });
    Ok(Answer::Record { value, subjects: vec![SubjectId::from(id)] })
}

/// Day (the latest first), who and why.
type ReadOn = (std::cmp::Reverse<String>, String, String);

/// Reads of the record by day, newest first: for which purpose, with which view, by how many readers, how often.
fn reads(reading: &mut Reading<'_>, id: PersonId) -> Result<Vec<Value>, Problem> {
    let select = "SELECT at, purpose, action, actor FROM audit_read WHERE subject = $1 ORDER BY at DESC LIMIT 2000";
    let rows = reading.sql.rows(select, params![id]).map_err(StoreError::problem)?;
    let mut days: BTreeMap<ReadOn, (i64, Vec<Vec<u8>>)> = BTreeMap::new();
    for row in &rows {
        let day = Moment::from_millis(row.int(0)).date_at(reading.at.utc_offset_minutes).to_string();
        let (times, readers) =
            days.entry((std::cmp::Reverse(day), row.text(1).to_owned(), row.text(2).to_owned())).or_default();
        *times += 1;
        if !readers.iter().any(|reader| reader == row.blob(3)) {
            readers.push(row.blob(3).to_vec());
        }
    }
    let value = days.into_iter().take(60).map(|((day, purpose, action), (times, readers))| {
        json!({ "day": day.0, "purpose": purpose, "action": action, "times": times, "readers": readers.len() })
    });
    Ok(value.collect())
}
