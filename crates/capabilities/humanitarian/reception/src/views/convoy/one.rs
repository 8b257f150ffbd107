//! One convoy with its list.

use access::{Answer, Kind, Param, Query, Reading, ViewDef};
use kernel::{ConvoyId, Moment, PersonId, Problem, SubjectId};
use log::{StoreError, params};
use people::Person;
use serde_json::{Value, json};

/// A convoy by its id.
pub const CONVOY: ViewDef =
    ViewDef { name: "convoy", params: &[Param { name: "id", kind: Kind::Id, required: true }], columns: &[], read };

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let id: ConvoyId = query.required("id")?;
    let select = "SELECT origin, kind, due, expected, people, seats, vehicles, departed, arrived, note FROM reception_convoy \
                  WHERE convoy = $1 AND (site = $2 OR from_site = $2 OR $3)";
    let row = reading
        .sql
        .first(select, params![id, reading.site, reading.site.is_none()])
        .map_err(StoreError::problem)?
        .ok_or_else(Problem::not_found)?;
    let list = "SELECT person, came, why, note FROM reception_traveller WHERE convoy = $1 ORDER BY person";
    let list = reading.sql.rows(list, params![id]).map_err(StoreError::problem)?;
    let people = people::people(reading.sql, list.iter().filter_map(|row| row.id::<PersonId>(0)))?;
    let today = reading.at.today();
    let traveller = |row: &log::Row| {
        let person: PersonId = row.id(0)?;
        let known = people.get(&person);
        Some(json!({
            "person": person, "name": known.map(Person::name), "sex": known.map(|p| p.details.sex),
            "age": known.map(|p| p.age_on(today)), "household": known.map(|p| p.household), "came": row.int(1) != 0,
            "why": row.opt_text(2), "note": row.opt_text(3),
        }))
    };
    let travellers: Vec<Value> = list.iter().filter_map(traveller).collect();
    let expected: Value = serde_json::from_str(row.text(3)).unwrap_or_default();
    let value = json!({
        "convoy": id, "from": row.text(0), "is": row.text(1), "due": Moment::from_millis(row.int(2)), "expected": expected,
        "people": row.int(4), "seats": row.int(5), "vehicles": row.text(6), "departed": row.opt_int(7),
        "arrived": row.opt_int(8), "note": row.opt_text(9), "travellers": travellers,
    });
    Ok(Answer::Record { value, subjects: people.keys().map(|person| SubjectId::from(*person)).collect() })
}
