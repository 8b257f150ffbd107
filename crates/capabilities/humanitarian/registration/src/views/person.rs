//! One person: what is known, how exactly, since when, and what was recorded before.

use super::papers::jpeg_of;
use access::{Answer, Kind, Param, Query, Reading, ViewDef};
use kernel::{HouseholdId, Moment, PersonId, Problem, SubjectId};
use log::{StoreError, params};
use people::born;
use serde_json::{Value, json};

/// A person by id.
pub const PERSON: ViewDef =
    ViewDef { name: "person", params: &[Param { name: "id", kind: Kind::Id, required: true }], columns: &[], read };

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let id: PersonId = query.required("id")?;
    let person = people::person(reading.sql, id)?.filter(|person| person.is_of(reading.site));
    let person = person.ok_or_else(Problem::not_found)?;
    let (youngest, oldest) = person.age_on(reading.at.today());
    let (links, others) = links(reading, id)?;
    let value = json!({
        "person": id,
        "household": person.household,
        "number": number(reading, person.household)?,
        "relationship": people::relationship(reading.sql, person.household, id)?,
        "registered": person.registered.to_string(),
        "born": born(person.details.birth),
        "age": [youngest, oldest],
        "details": person.details,
        "photo": jpeg_of(reading.sql, id)?,
        "consents": consents(reading, id)?,
        "links": links,
        "corrections": corrections(reading, id)?,
        "receipts": receipts(reading, id)?,
    });
    let subjects = std::iter::once(id).chain(others).map(SubjectId::from).collect();
    Ok(Answer::Record { value, subjects })
}

/// The number of a household, in groups.
pub(super) fn number(reading: &mut Reading<'_>, household: HouseholdId) -> Result<Option<String>, Problem> {
    let household = people::household(reading.sql, household)?;
    Ok(household.and_then(|household| household.number).map(|number| number.to_string()))
}

/// What the person answered to each question asked.
pub(super) fn consents(reading: &mut Reading<'_>, id: PersonId) -> Result<Vec<Value>, Problem> {
    let value = people::consents(reading.sql, id)?.into_iter().map(|consent| {
        json!({ "about": consent.about, "agreed": consent.agreed, "by": consent.by, "language": consent.language,
                "at": consent.at.to_string(), "withdrawn": consent.withdrawn.map(|at| at.to_string()) })
    });
    Ok(value.collect())
}

/// When the person received the receipt, and how.
pub(super) fn receipts(reading: &mut Reading<'_>, id: PersonId) -> Result<Vec<Value>, Problem> {
    let select = "SELECT at, form, language FROM registration_receipt WHERE person = $1 ORDER BY position";
    let rows = reading.sql.rows(select, params![id]).map_err(StoreError::problem)?;
    let value =
        rows.iter().map(|row| json!({ "at": moment(row.int(0)), "form": row.text(1), "language": row.text(2) }));
    Ok(value.collect())
}

/// Links from and to the person, and the people at their other ends whose names are shown.
fn links(reading: &mut Reading<'_>, id: PersonId) -> Result<(Vec<Value>, Vec<PersonId>), Problem> {
    let (mut links, mut others) = (Vec::new(), Vec::new());
    for link in people::links(reading.sql, id)? {
        let Some(other) = people::person(reading.sql, link.beside(id))? else { continue };
        // The name of somebody registered at another site is not for a reader of this site.
        let shown = other.is_of(reading.site);
        if shown {
            others.push(other.id);
        }
        links.push(json!({
            "link": link.link, "first": link.person, "is": link.is, "other": other.id, "from_here": link.person == id,
            "basis": link.basis, "at": link.at.to_string(), "name": shown.then(|| other.name()),
        }));
    }
    Ok((links, others))
}

fn corrections(reading: &mut Reading<'_>, id: PersonId) -> Result<Vec<Value>, Problem> {
    let select = "SELECT at, changes, reason FROM registration_correction WHERE person = $1 ORDER BY position";
    let rows = reading.sql.rows(select, params![id]).map_err(StoreError::problem)?;
    let value = rows.iter().map(|row| {
        let changes: Value = serde_json::from_str(row.text(1)).unwrap_or_default();
        json!({ "at": moment(row.int(0)), "changes": changes, "reason": row.text(2) })
    });
    Ok(value.collect())
}

/// A stored moment as text.
fn moment(millis: i64) -> String {
    Moment::from_millis(millis).to_string()
}
