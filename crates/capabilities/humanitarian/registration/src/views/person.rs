//! One person: what is known, how exactly, since when, and what was recorded before.

use super::{born::born, household::moment, households::grouped};
use crate::details::Details;
use access::{Answer, Kind, Param, Query, Reading, ViewDef};
use kernel::{HouseholdId, PersonId, Problem, SiteId, SubjectId};
use log::{StoreError, params};
use serde_json::{Value, json};

/// A person by id.
pub const PERSON: ViewDef =
    ViewDef { name: "person", params: &[Param { name: "id", kind: Kind::Id, required: true }], columns: &[], read };

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let id: PersonId = query.required("id")?;
    let row = reading
        .sql
        .first(
            "SELECT p.site, p.household, h.number, p.details, p.registered_at, m.relationship, f.jpeg \
             FROM registration_person p LEFT JOIN registration_household h ON h.household = p.household \
             LEFT JOIN registration_member m ON m.household = p.household AND m.person = p.person \
             LEFT JOIN registration_photo f ON f.person = p.person WHERE p.person = $1",
            params![id],
        )
        .map_err(StoreError::problem)?
        .filter(|row| reading.site.is_none() || reading.site == row.id::<SiteId>(0))
        .ok_or_else(Problem::not_found)?;
    let details: Details = serde_json::from_str(row.text(3)).map_err(|_| Problem::not_found())?;
    let (youngest, oldest) = details.birth.age_on(reading.at.today());
    let (links, others) = links(reading, id)?;
    let value = json!({
        "person": id,
        "household": row.id::<HouseholdId>(1),
        "number": row.opt_text(2).map(grouped),
        "relationship": row.opt_text(5),
        "registered": moment(Some(row.int(4))),
        "born": born(details.birth),
        "age": [youngest, oldest],
        "details": details,
        "photo": row.opt_text(6),
        "consents": consents(reading, id)?,
        "links": links,
        "corrections": corrections(reading, id)?,
        "receipts": receipts(reading, id)?,
    });
    let subjects = std::iter::once(id).chain(others).map(SubjectId::from).collect();
    Ok(Answer::Record { value, subjects })
}

/// What the person answered to each question asked.
pub(super) fn consents(reading: &mut Reading<'_>, id: PersonId) -> Result<Vec<Value>, Problem> {
    let select = "SELECT about, agreed, by_whom, language, at, withdrawn_at FROM registration_consent \
                  WHERE person = $1 ORDER BY about";
    let rows = reading.sql.rows(select, params![id]).map_err(StoreError::problem)?;
    let value = rows.iter().map(|row| {
        json!({ "about": row.text(0), "agreed": row.int(1) != 0, "by": row.text(2), "language": row.text(3),
                "at": moment(row.opt_int(4)), "withdrawn": moment(row.opt_int(5)) })
    });
    Ok(value.collect())
}

/// When the person received the receipt, and how.
pub(super) fn receipts(reading: &mut Reading<'_>, id: PersonId) -> Result<Vec<Value>, Problem> {
    let select = "SELECT at, form, language FROM registration_receipt WHERE person = $1 ORDER BY position";
    let rows = reading.sql.rows(select, params![id]).map_err(StoreError::problem)?;
    let value =
        rows.iter().map(|row| json!({ "at": moment(row.opt_int(0)), "form": row.text(1), "language": row.text(2) }));
    Ok(value.collect())
}

/// Links from and to the person, and the people at their other ends whose names are shown.
fn links(reading: &mut Reading<'_>, id: PersonId) -> Result<(Vec<Value>, Vec<PersonId>), Problem> {
    let rows = reading
        .sql
        .rows(
            "SELECT l.link, l.person, l.relation, l.other, l.basis, l.at, p.name, p.site FROM registration_link l \
             JOIN registration_person p ON p.person = CASE WHEN l.person = $1 THEN l.other ELSE l.person END \
             WHERE l.person = $1 OR l.other = $1 ORDER BY l.at, l.link",
            params![id],
        )
        .map_err(StoreError::problem)?;
    let (mut links, mut others) = (Vec::new(), Vec::new());
    for row in &rows {
        let (Some(first), Some(second)) = (row.id::<PersonId>(1), row.id::<PersonId>(3)) else { continue };
        let from_here = first == id;
        let other = if from_here { second } else { first };
        // The name of somebody registered at another site is not for a reader of this site.
        let shown = reading.site.is_none() || reading.site == row.id::<SiteId>(7);
        if shown {
            others.push(other);
        }
        links.push(json!({
            "link": row.id::<uuid::Uuid>(0), "first": first, "is": row.text(2), "other": other, "from_here": from_here,
            "basis": row.text(4), "at": moment(row.opt_int(5)), "name": shown.then(|| row.text(6)),
        }));
    }
    Ok((links, others))
}

fn corrections(reading: &mut Reading<'_>, id: PersonId) -> Result<Vec<Value>, Problem> {
    let select = "SELECT at, changes, reason FROM registration_correction WHERE person = $1 ORDER BY position";
    let rows = reading.sql.rows(select, params![id]).map_err(StoreError::problem)?;
    let value = rows.iter().map(|row| {
        let changes: Value = serde_json::from_str(row.text(1)).unwrap_or_default();
        json!({ "at": moment(row.opt_int(0)), "changes": changes, "reason": row.text(2) })
    });
    Ok(value.collect())
}
