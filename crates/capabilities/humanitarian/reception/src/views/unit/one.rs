//! One unit: its rooms, each bed with who holds it, and what is broken.

use crate::{
    unit::BedAt,
    views::unit::beds::{self, BedRow},
};
use access::{Answer, Kind, Param, Query, Reading, ViewDef};
use kernel::{FactId, Moment, PersonId, Problem, RoomId, StayId, SubjectId, UnitId};
use log::{StoreError, params};
use people::Person;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A unit by its id.
pub const UNIT: ViewDef =
    ViewDef { name: "unit", params: &[Param { name: "id", kind: Kind::Id, required: true }], columns: &[], read };

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let id: UnitId = query.required("id")?;
    let unit = beds::of_unit(reading.sql, reading.site, id)?;
    let stays = stays(reading, id)?;
    let ids: Vec<PersonId> = stays.values().map(|(person, ..)| *person).collect();
    let people = people::people(reading.sql, ids)?;
    let today = reading.at.today();
    let holder = |at: BedAt, stay: &StayId| {
        let (person, status, theirs) = stays.get(stay)?;
        let known: Option<&Person> = people.get(person);
        Some(json!({
            "person": person, "status": status, "elsewhere": theirs.is_some_and(|theirs| theirs != (at.room, i64::from(at.bed))), "household": known.map(|p| p.household), "name": known.map(Person::name),
            "sex": known.map(|p| p.details.sex), "age": known.map(|p| p.age_on(today)),
        }))
    };
    let bed = |bed: &BedRow| {
        let holders: Vec<Value> =
            bed.holds.iter().map(|stay| json!({ "stay": stay, "who": holder(bed.at, stay) })).collect();
        json!({
            "bed": bed.at.bed, "accessible": bed.accessible, "transitory": bed.transitory, "blocked": bed.blocked,
            "note": bed.note, "holders": holders,
        })
    };
    let rooms: Vec<Value> = unit
        .rooms
        .iter()
        .map(|room| {
            let beds: Vec<Value> = room.beds.iter().map(bed).collect();
            json!({ "room": room.room, "code": room.code, "policy": room.policy, "beds": beds })
        })
        .collect();
    let [all, held, blocked, free] = unit.counts();
    let value = json!({
        "unit": unit.unit, "code": unit.code, "name": unit.name, "kind": unit.kind, "policy": unit.policy,
        "closed": unit.closed, "beds": all, "held": held, "blocked": blocked, "free": free, "rooms": rooms,
        "defects": defects(reading, id)?,
    });
    Ok(Answer::Record { value, subjects: people.keys().map(|person| SubjectId::from(*person)).collect() })
}

/// Who holds a bed, how the stay stands, and which room and bed are theirs.
type Holder = (PersonId, String, Option<(RoomId, i64)>);

/// The people who hold a bed of the unit by an open stay.
fn stays(reading: &mut Reading<'_>, unit: UnitId) -> Result<BTreeMap<StayId, Holder>, Problem> {
    let query = "SELECT s.stay, s.person, s.status, s.room, s.bed FROM reception_hold h JOIN reception_stay s ON s.stay = h.stay \
                 WHERE h.unit = $1 AND s.ended_at IS NULL";
    let rows = reading.sql.rows(query, params![unit]).map_err(StoreError::problem)?;
    Ok(rows
        .iter()
        .filter_map(|row| Some((row.id(0)?, (row.id(1)?, row.text(2).to_owned(), row.id(3).zip(row.opt_int(4))))))
        .collect())
}

fn defects(reading: &mut Reading<'_>, unit: UnitId) -> Result<Vec<Value>, Problem> {
    let query = "SELECT defect, room, what, urgent, at FROM reception_defect WHERE unit = $1 ORDER BY urgent DESC, at";
    let rows = reading.sql.rows(query, params![unit]).map_err(StoreError::problem)?;
    let defect = |row: &log::Row| {
        json!({
            "defect": row.id::<FactId>(0), "room": row.id::<RoomId>(1), "what": row.text(2), "urgent": row.int(3) != 0,
            "at": Moment::from_millis(row.int(4)),
        })
    };
    Ok(rows.iter().map(defect).collect())
}
