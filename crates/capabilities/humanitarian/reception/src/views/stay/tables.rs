//! The tables of stays, of people kept apart, and of what was settled. Erasing a person deletes each of their rows.

use crate::{
    facts::Fact,
    unit::BedAt,
    views::{arrival::TRAVELS, unit::word},
};
use contracts::{registration::RegistrationFact, stay::Stay};
use kernel::{HouseholdId, Moment, PersonId, Problem, SiteId, StayId};
use log::{LogError, Recorded, Sql, StoreError, View, params};

/// Stays, what places must have, who is kept apart, what was settled.
pub const TABLES: View = View {
    name: "reception_stay",
    version: 4,
    tables: "CREATE TABLE reception_stay (stay BYTEA PRIMARY KEY, person BYTEA NOT NULL, household BYTEA NOT NULL, \
             site BYTEA NOT NULL, status TEXT NOT NULL, unit BYTEA, room BYTEA, bed BIGINT, exception TEXT, placed BYTEA, \
             planned_at BIGINT, begun_at BIGINT, changed_at BIGINT NOT NULL, ended_at BIGINT, why TEXT);\
             CREATE TABLE reception_belongs (person BYTEA PRIMARY KEY, household BYTEA NOT NULL);\
             CREATE TABLE reception_need (person BYTEA PRIMARY KEY, no_steps BIGINT NOT NULL, quarantine BIGINT NOT NULL);\
             CREATE TABLE reception_apart (household BYTEA NOT NULL, site BYTEA NOT NULL, person BYTEA, reason TEXT NOT NULL, \
             note TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (household, site));\
             CREATE TABLE reception_settled (site BYTEA NOT NULL, item TEXT NOT NULL, person BYTEA, note TEXT NOT NULL, \
             at BIGINT NOT NULL, PRIMARY KEY (site, item));",
    indexes: "CREATE INDEX reception_stay_site ON reception_stay (site, ended_at, status);\
              CREATE INDEX reception_stay_person ON reception_stay (person, ended_at);\
              CREATE INDEX reception_stay_household ON reception_stay (household, ended_at);\
              CREATE INDEX reception_apart_person ON reception_apart (person);\
              CREATE INDEX reception_settled_person ON reception_settled (person);",
    drop: &["reception_settled", "reception_apart", "reception_need", "reception_belongs", "reception_stay"],
    wants: |kind| {
        matches!(kind, "registration.person_erased" | "registration.person_placed")
            || ["stay_", "absence_", "return_", "place_", "kept_", "item_"]
                .iter()
                .any(|start| kind.strip_prefix("reception.").is_some_and(|rest| rest.starts_with(start)))
    },
    apply: take,
};

fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    match recorded.fact()? {
        Some(RegistrationFact::PersonErased { person, .. }) => return forget(sql, person),
        Some(RegistrationFact::PersonPlaced { person, household, .. }) => return belongs(sql, person, household),
        _ => {}
    }
    let Some(fact) = recorded.fact::<Fact>()? else { return Ok(()) };
    // Of two beds given at two posts, the one of the later fact is the person's; the other stands on the list of items.
    let (at, by) = (recorded.header.happened_from, recorded.header.id());
    match fact {
        Fact::StayPlanned(of) => stand(sql, &of, "planned", at)?,
        Fact::StayBegun(of) => {
            stand(sql, &of, "present", at)?;
            sql.execute(
                "UPDATE reception_stay SET begun_at = $2 WHERE stay = $1 AND begun_at IS NULL",
                params![of.stay, at],
            )?;
        }
        Fact::AbsenceNoted(of) => stand(sql, &of, "absent", at)?,
        Fact::ReturnNoted(of) => stand(sql, &of, "present", at)?,
        Fact::StayEnded { of, why } => {
            sql.execute(
                "UPDATE reception_stay SET status = 'left', ended_at = $2, changed_at = $2, why = $3 WHERE stay = $1",
                params![of.stay, at, why.name()],
            )?;
        }
        Fact::PlaceGiven { stay, at: bed, exception, .. } => {
            sql.execute(
                "UPDATE reception_stay SET unit = $2, room = $3, bed = $4, exception = $5, placed = $6 \
                 WHERE stay = $1 AND (placed IS NULL OR placed <= $6)",
                params![stay, bed.unit, bed.room, bed.bed, exception.map(|text| text.to_string()), by.bytes()],
            )?;
        }
        Fact::PlaceNeedsNoted { person, needs } => {
            sql.execute(
                "INSERT INTO reception_need (person, no_steps, quarantine) VALUES ($1, $2, $3) \
                 ON CONFLICT (person) DO UPDATE SET no_steps = $2, quarantine = $3",
                params![person, needs.no_steps, needs.quarantine],
            )?;
        }
        Fact::KeptApart { site, household, people, reason, note } => {
            sql.execute(
                "INSERT INTO reception_apart (household, site, reason, note, at, person) VALUES ($1, $2, $3, $4, $5, $6) \
                 ON CONFLICT (household, site) DO UPDATE SET reason = $3, note = $4, at = $5, person = $6",
                params![household, site, word(&reason), note.as_str(), at, people.first().copied()],
            )?;
        }
        Fact::ItemSettled { site, item, note, person } => {
            sql.execute(
                "INSERT INTO reception_settled (site, item, note, at, person) VALUES ($1, $2, $3, $4, $5) \
                 ON CONFLICT (site, item) DO UPDATE SET note = $3, at = $4, person = $5",
                params![site, item.as_str(), note.as_str(), at, person],
            )?;
        }
        _ => {}
    }
    Ok(())
}

fn forget(sql: &mut dyn Sql, person: PersonId) -> Result<(), LogError> {
    for table in ["reception_stay", "reception_belongs", "reception_need", "reception_apart", "reception_settled"] {
        sql.execute(&format!("DELETE FROM {table} WHERE person = $1"), params![person])?;
    }
    Ok(())
}

/// Stays are those of the household where the person belongs now: who was received while two households were joined goes back with
/// their own.
fn belongs(sql: &mut dyn Sql, person: PersonId, household: HouseholdId) -> Result<(), LogError> {
    for statement in [
        "INSERT INTO reception_belongs (person, household) VALUES ($1, $2) ON CONFLICT (person) DO UPDATE SET household = $2",
        "UPDATE reception_stay SET household = $2 WHERE person = $1",
    ] {
        sql.execute(statement, params![person, household])?;
    }
    Ok(())
}

/// A stay that stands so. One that has ended stays ended: a late word of an earlier day does not bring the person back.
fn stand(sql: &mut dyn Sql, of: &Stay, status: &str, at: Moment) -> Result<(), LogError> {
    let planned = (status == "planned").then_some(at);
    // The stay may be heard of after the household that the person belongs to since.
    let query = "SELECT household FROM reception_belongs WHERE person = $1";
    let household = sql.first(query, params![of.person])?.and_then(|row| row.id(0)).unwrap_or(of.household);
    sql.execute(
        "INSERT INTO reception_stay (stay, person, household, site, status, planned_at, changed_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) \
         ON CONFLICT (stay) DO UPDATE SET status = $5, changed_at = $7 WHERE reception_stay.ended_at IS NULL",
        params![of.stay, of.person, household, of.site, status, planned, at],
    )?;
    Ok(())
}

/// Whether somebody stays by this stay and has this bed as theirs, or no bed that is known.
pub(crate) fn is_theirs(sql: &mut dyn Sql, stay: StayId, at: BedAt) -> Result<bool, Problem> {
    let query = "SELECT 1 FROM reception_stay WHERE stay = $1 AND ended_at IS NULL AND (unit IS NULL OR (room = $2 AND bed = $3))";
    Ok(sql.first(query, params![stay, at.room, at.bed]).map_err(StoreError::problem)?.is_some())
}

/// Whether somebody registered elsewhere is known here: by a stay, or on the list of a convoy that comes here.
pub(crate) fn is_expected(sql: &mut dyn Sql, person: PersonId, site: SiteId) -> Result<bool, Problem> {
    let query = format!(
        "SELECT 1 FROM reception_stay WHERE person = $1 AND site = $2 UNION ALL SELECT 1 FROM reception_traveller t \
         JOIN reception_arrival c ON c.convoy = t.convoy WHERE t.person = $1 AND (t.came = $2 OR (c.site = $2 AND {TRAVELS} \
         AND (c.cancelled = 0 OR c.departure IS NOT NULL)))"
    );
    Ok(sql.first(&query, params![person, site]).map_err(StoreError::problem)?.is_some())
}
