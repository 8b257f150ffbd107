//! The tables of seats: what each fact says of a person, and which are in the place of which; and the words about families apart and crowded
//! vehicles.

use super::tables::word;
use crate::facts::Fact;
use kernel::{ConvoyId, FactId, HouseholdId, PersonId};
use log::{LogError, Sql, params};
use people::Apart;

/// Whether seat `q` of traveller `t` holds.
pub const HOLDS: &str = "q.convoy = t.convoy AND q.person = t.person AND q.said = 1 AND q.gone = 0";

pub(super) fn take(sql: &mut dyn Sql, fact: Fact, by: FactId) -> Result<(), LogError> {
    match fact {
        Fact::PeopleSeated { convoy, vehicle, people, after } => {
            let vehicle = vehicle.map(|vehicle| vehicle.to_string());
            for person in people {
                sql.execute(
                    "INSERT INTO transfer_seat (convoy, person, fact, vehicle, said) VALUES ($1, $2, $3, $4, 1) \
                     ON CONFLICT (convoy, person, fact) DO UPDATE SET vehicle = $4, said = 1",
                    params![convoy, person, by.bytes(), vehicle.clone()],
                )?;
                for before in &after {
                    sql.execute(
                        "INSERT INTO transfer_seat (convoy, person, fact, gone) VALUES ($1, $2, $3, 1) \
                         ON CONFLICT (convoy, person, fact) DO UPDATE SET gone = 1",
                        params![convoy, person, before.bytes()],
                    )?;
                }
            }
        }
        Fact::FamilySeatedApart { convoy, household, person, reason, note, .. } => {
            apart(sql, (convoy, household, true), person, &Apart { reason, note }, by)?;
        }
        Fact::VehicleCrowded { convoy, vehicle, person, note } => {
            sql.execute(
                "INSERT INTO transfer_crowded (convoy, vehicle, person, note, said_by) VALUES ($1, $2, $3, $4, $5) \
                 ON CONFLICT (convoy, vehicle) DO UPDATE SET person = $3, note = $4, said_by = $5 \
                 WHERE transfer_crowded.said_by < $5",
                params![convoy, vehicle.as_str(), person, note.as_str(), by.bytes()],
            )?;
        }
        _ => {}
    }
    Ok(())
}

/// Why a family is apart: over convoys or left behind, or `within` one over its vehicles.
pub(super) fn apart(
    sql: &mut dyn Sql,
    (convoy, household, within): (ConvoyId, HouseholdId, bool),
    person: PersonId,
    said: &Apart,
    by: FactId,
) -> Result<(), LogError> {
    sql.execute(
        "INSERT INTO transfer_apart (convoy, household, inside, person, reason, note, said_by) VALUES ($1, $2, $3, $4, $5, $6, $7) \
         ON CONFLICT (convoy, household, inside) DO UPDATE SET person = $4, reason = $5, note = $6, said_by = $7 \
         WHERE transfer_apart.said_by < $7",
        params![convoy, household, within, person, word(&said.reason), said.note.as_str(), by.bytes()],
    )?;
    Ok(())
}
