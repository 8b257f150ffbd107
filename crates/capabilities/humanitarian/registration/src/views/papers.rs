//! What registration alone keeps of people: how answers were corrected, the photo, the receipts. Erasing a person deletes each of
//! these rows.

use crate::facts::Fact;
use kernel::{PersonId, Problem, SubjectId};
use log::{LogError, Recorded, Sql, StoreError, View, params};

/// Corrections, photos and receipts.
pub const TABLES: View = View {
    name: "registration_papers",
    version: 1,
    tables: "CREATE TABLE registration_correction (person BYTEA NOT NULL, at BIGINT NOT NULL, changes TEXT NOT NULL, \
             reason TEXT NOT NULL, position BIGINT NOT NULL);\
             CREATE TABLE registration_photo (person BYTEA PRIMARY KEY, photo BYTEA NOT NULL, jpeg TEXT NOT NULL);\
             CREATE TABLE registration_receipt (person BYTEA NOT NULL, at BIGINT NOT NULL, form TEXT NOT NULL, \
             language TEXT NOT NULL, position BIGINT NOT NULL);",
    indexes: "CREATE INDEX registration_correction_person ON registration_correction (person, position);\
              CREATE INDEX registration_receipt_person ON registration_receipt (person, position);",
    drop: &["registration_receipt", "registration_photo", "registration_correction"],
    wants: |kind| {
        matches!(
            kind,
            "registration.person_corrected"
                | "registration.photo_attached"
                | "registration.photo_removed"
                | "registration.receipt_given"
                | "registration.person_erased"
        )
    },
    apply: take,
};

fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    let Some(fact) = recorded.fact::<Fact>()? else { return Ok(()) };
    let (at, position) = (recorded.header.happened_from, recorded.header.position);
    match fact {
        Fact::PersonCorrected { person, changes, reason } => {
            let changes = serde_json::to_string(&changes).unwrap_or_default();
            sql.execute(
                "INSERT INTO registration_correction (person, at, changes, reason, position) VALUES ($1, $2, $3, $4, $5)",
                params![person, at, changes, reason.as_str(), position],
            )?;
        }
        Fact::PhotoAttached { person, photo, jpeg } => {
            sql.execute(
                "INSERT INTO registration_photo (person, photo, jpeg) VALUES ($1, $2, $3) \
                 ON CONFLICT (person) DO UPDATE SET photo = $2, jpeg = $3",
                params![person, photo, jpeg],
            )?;
        }
        Fact::PhotoRemoved { person, photo } => {
            let query = "DELETE FROM registration_photo WHERE person = $1 AND photo = $2";
            sql.execute(query, params![person, photo])?;
        }
        Fact::ReceiptGiven { person, form, language } => {
            sql.execute(
                "INSERT INTO registration_receipt (person, at, form, language, position) VALUES ($1, $2, $3, $4, $5)",
                params![person, at, form.name(), language, position],
            )?;
        }
        Fact::PersonErased { person, .. } => forget(sql, person)?,
        _ => {}
    }
    Ok(())
}

fn forget(sql: &mut dyn Sql, person: PersonId) -> Result<(), LogError> {
    for statement in [
        "DELETE FROM registration_receipt WHERE person = $1",
        "DELETE FROM registration_photo WHERE person = $1",
        "DELETE FROM registration_correction WHERE person = $1",
    ] {
        sql.execute(statement, params![person])?;
    }
    Ok(())
}

/// The id of a person's photo.
pub(crate) fn photo_of(sql: &mut dyn Sql, person: PersonId) -> Result<Option<SubjectId>, Problem> {
    let query = "SELECT photo FROM registration_photo WHERE person = $1";
    Ok(sql.first(query, params![person]).map_err(StoreError::problem)?.and_then(|row| row.id(0)))
}

/// A person's photo, base64 JPEG.
pub(super) fn jpeg_of(sql: &mut dyn Sql, person: PersonId) -> Result<Option<String>, Problem> {
    let query = "SELECT jpeg FROM registration_photo WHERE person = $1";
    Ok(sql.first(query, params![person]).map_err(StoreError::problem)?.map(|row| row.text(0).to_owned()))
}
