//! The privacy receipt: what is recorded of a person, what they agreed to, who has read it. For the person, so it names roles and
//! days, not the officers.

use super::{
    household::moment,
    person::{consents, receipts},
};
use crate::details::Details;
use access::{Answer, Kind, Param, Query, Reading, ViewDef};
use kernel::{Moment, PersonId, Problem, SiteId, SubjectId};
use log::{StoreError, params};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The receipt of a person.
pub const RECEIPT: ViewDef =
    ViewDef { name: "receipt", params: &[Param { name: "id", kind: Kind::Id, required: true }], columns: &[], read };

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let id: PersonId = query.required("id")?;
    let row = reading
        .sql
        .first(
            "SELECT p.site, p.details, p.registered_at, f.photo, h.number FROM registration_person p \
             LEFT JOIN registration_photo f ON f.person = p.person \
             LEFT JOIN registration_household h ON h.household = p.household WHERE p.person = $1",
            params![id],
        )
        .map_err(StoreError::problem)?
        .filter(|row| reading.site.is_none() || reading.site == row.id::<SiteId>(0))
        .ok_or_else(Problem::not_found)?;
    let details: Details = serde_json::from_str(row.text(1)).map_err(|_| Problem::not_found())?;
    let mut categories = vec!["name", "sex", "birth", "nationality"];
    let known = [
        ("languages", !details.languages.is_empty()),
        ("origin", details.origin.is_some()),
        ("contacts", !details.contacts.is_empty()),
        ("photo", !row.is_null(3)),
    ];
    categories.extend(known.iter().filter(|(_, known)| *known).map(|(category, _)| *category));
    categories.push("household");
    let value = json!({
        "person": id, "name": details.name.original, "number": row.opt_text(4).map(super::households::grouped),
        "registered": moment(row.opt_int(2)), "categories": categories, "consents": consents(reading, id)?,
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
