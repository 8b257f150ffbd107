//! The privacy receipt: what is recorded of a person, what they agreed to, who has read it. For the person, so it names roles and
//! days, not the officers.

use super::{
    papers::photo_of,
    person::{consents, number, receipts},
};
use access::{Answer, Kind, Matrix, Param, Query, Reading, Role, ViewDef};
use kernel::{Moment, PersonId, Problem, SubjectId};
use log::{StoreError, params};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

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

/// Day (the latest first), the roles by which they read, and why.
type ReadOn = (std::cmp::Reverse<String>, String, String);

/// Reads of the record by day, newest first: in which roles, for which purpose, by how many readers, how often. One line for a
/// day, whatever screens were opened on it.
fn reads(reading: &mut Reading<'_>, id: PersonId) -> Result<Vec<Value>, Problem> {
    let select =
        "SELECT at, purpose, action, actor, roles FROM audit_read WHERE subject = $1 ORDER BY at DESC LIMIT 2000";
    let rows = reading.sql.rows(select, params![id]).map_err(StoreError::problem)?;
    let mut days: BTreeMap<ReadOn, (i64, BTreeSet<Vec<u8>>)> = BTreeMap::new();
    for row in &rows {
        let day = Moment::from_millis(row.int(0)).date_at(reading.at.utc_offset_minutes).to_string();
        // A trail of the first version did not keep the roles: those are named who may have read.
        let roles = match row.text(4) {
            "" => may_read(reading.matrix, row.text(2), row.text(1)),
            kept => kept.to_owned(),
        };
        let (times, readers) = days.entry((std::cmp::Reverse(day), roles, row.text(1).to_owned())).or_default();
        *times += 1;
        readers.insert(row.blob(3).to_vec());
    }
    let value = days.into_iter().take(60).map(|((day, roles, purpose), (times, readers))| {
        let roles: Vec<&str> = roles.split(", ").filter(|role| !role.is_empty()).collect();
        json!({ "day": day.0, "roles": roles, "purpose": purpose, "times": times, "readers": readers.len() })
    });
    Ok(value.collect())
}

/// The roles that may read with this view for this purpose.
fn may_read(matrix: &Matrix, action: &str, purpose: &str) -> String {
    let rows = matrix.rows().filter(|row| row.action == action && row.purposes.iter().any(|p| p.name() == purpose));
    let roles: BTreeSet<Role> = rows.flat_map(|row| row.roles.iter().copied()).collect();
    roles.iter().map(|role| role.name()).collect::<Vec<_>>().join(", ")
}
