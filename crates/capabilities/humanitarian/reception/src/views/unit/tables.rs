//! The tables of units, rooms and beds, and of which stay holds which bed.

use crate::{
    facts::Fact,
    unit::{Bed, BedAt},
};
use kernel::{RoomId, UnitId};
use log::{LogError, Recorded, Sql, View, params};
use placement::Policy;

/// Units, rooms, beds, defects, and the holds on beds.
pub const TABLES: View = View {
    name: "reception_unit",
    version: 1,
    tables: "CREATE TABLE reception_unit (unit BYTEA PRIMARY KEY, site BYTEA NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, \
             kind TEXT NOT NULL, policy TEXT NOT NULL, closed TEXT);\
             CREATE TABLE reception_room (room BYTEA PRIMARY KEY, unit BYTEA NOT NULL, code TEXT NOT NULL, policy TEXT NOT NULL);\
             CREATE TABLE reception_bed (unit BYTEA NOT NULL, room BYTEA NOT NULL, bed BIGINT NOT NULL, \
             accessible BIGINT NOT NULL, transitory BIGINT NOT NULL, blocked TEXT, note TEXT, PRIMARY KEY (room, bed));\
             CREATE TABLE reception_hold (unit BYTEA NOT NULL, room BYTEA NOT NULL, bed BIGINT NOT NULL, stay BYTEA NOT NULL, \
             since BIGINT NOT NULL, PRIMARY KEY (room, bed, stay));\
             CREATE TABLE reception_defect (defect BYTEA PRIMARY KEY, unit BYTEA NOT NULL, room BYTEA, what TEXT NOT NULL, \
             urgent BIGINT NOT NULL, at BIGINT NOT NULL);",
    indexes: "CREATE INDEX reception_unit_site ON reception_unit (site, code);\
              CREATE INDEX reception_room_unit ON reception_room (unit, code);\
              CREATE INDEX reception_bed_unit ON reception_bed (unit);\
              CREATE INDEX reception_hold_unit ON reception_hold (unit);\
              CREATE INDEX reception_hold_stay ON reception_hold (stay);\
              CREATE INDEX reception_defect_unit ON reception_defect (unit, at);",
    drop: &["reception_defect", "reception_hold", "reception_bed", "reception_room", "reception_unit"],
    wants: |kind| {
        ["unit_", "room_", "bed_", "defect_"]
            .iter()
            .any(|start| kind.strip_prefix("reception.").is_some_and(|rest| rest.starts_with(start)))
    },
    apply: take,
};

fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    let Some(fact) = recorded.fact::<Fact>()? else { return Ok(()) };
    let at = recorded.header.happened_from;
    match fact {
        Fact::UnitDefined { unit, site, code, name, is, policy } => {
            sql.execute(
                "INSERT INTO reception_unit (unit, site, code, name, kind, policy) VALUES ($1, $2, $3, $4, $5, $6)",
                params![unit, site, code.as_str(), name.as_str(), word(&is), json(&policy)],
            )?;
        }
        Fact::UnitChanged { unit, name, policy } => {
            sql.execute(
                "UPDATE reception_unit SET name = $2, policy = $3 WHERE unit = $1",
                params![unit, name.as_str(), json(&policy)],
            )?;
        }
        Fact::UnitClosed { unit, why } => {
            sql.execute("UPDATE reception_unit SET closed = $2 WHERE unit = $1", params![unit, why.as_str()])?;
        }
        Fact::UnitReopened { unit } => {
            sql.execute("UPDATE reception_unit SET closed = NULL WHERE unit = $1", params![unit])?;
        }
        Fact::RoomDefined { unit, room, code, policy, beds } => define(sql, unit, room, &code, &policy, &beds)?,
        Fact::BedBlocked { at, why, note } => block(sql, at, Some(word(&why)), note.map(|note| note.to_string()))?,
        Fact::BedReopened { at } => block(sql, at, None, None)?,
        Fact::DefectReported { unit, defect, room, what, urgent } => {
            let defect = defect.bytes();
            sql.execute(
                "INSERT INTO reception_defect (defect, unit, room, what, urgent, at) VALUES ($1, $2, $3, $4, $5, $6)",
                params![defect, unit, room, what.as_str(), urgent, at],
            )?;
        }
        Fact::DefectMended { defect, .. } => {
            sql.execute("DELETE FROM reception_defect WHERE defect = $1", params![defect.bytes()])?;
        }
        Fact::BedTaken { at: bed, stay } => {
            sql.execute(
                "INSERT INTO reception_hold (unit, room, bed, stay, since) VALUES ($1, $2, $3, $4, $5) \
                 ON CONFLICT (room, bed, stay) DO NOTHING",
                params![bed.unit, bed.room, bed.bed, stay, at],
            )?;
        }
        Fact::BedFreed { at, stay } => {
            sql.execute(
                "DELETE FROM reception_hold WHERE room = $1 AND bed = $2 AND stay = $3",
                params![at.room, at.bed, stay],
            )?;
        }
        _ => {}
    }
    Ok(())
}

fn define(
    sql: &mut dyn Sql,
    unit: UnitId,
    room: RoomId,
    code: &str,
    policy: &Policy,
    beds: &[Bed],
) -> Result<(), LogError> {
    sql.execute(
        "INSERT INTO reception_room (room, unit, code, policy) VALUES ($1, $2, $3, $4)",
        params![room, unit, code, json(policy)],
    )?;
    for bed in beds {
        sql.execute(
            "INSERT INTO reception_bed (unit, room, bed, accessible, transitory) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (room, bed) DO NOTHING",
            params![unit, room, bed.number, bed.accessible, bed.transitory],
        )?;
    }
    Ok(())
}

fn block(sql: &mut dyn Sql, at: BedAt, why: Option<String>, note: Option<String>) -> Result<(), LogError> {
    sql.execute(
        "UPDATE reception_bed SET blocked = $3, note = $4 WHERE room = $1 AND bed = $2",
        params![at.room, at.bed, why, note],
    )?;
    Ok(())
}

/// The word of a unit variant in data.
pub(in crate::views) fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

fn json(policy: &Policy) -> String {
    serde_json::to_string(policy).unwrap_or_default()
}
