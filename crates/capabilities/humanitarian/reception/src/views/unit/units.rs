//! The units of a site as a table, for lists and exports.

use super::{beds, board};
use access::{Answer, Cell, Column, Kind, Query, Reading, ViewDef};
use kernel::Problem;

/// Units with their places.
pub const UNITS: ViewDef = ViewDef {
    name: "units",
    params: &[],
    columns: &[
        Column { key: "reception_unit", kind: Kind::Id, hxl: "", sorts: false },
        Column { key: "reception_code", kind: Kind::Text, hxl: "#meta+code", sorts: false },
        Column { key: "reception_name", kind: Kind::Text, hxl: "#loc+name", sorts: false },
        Column { key: "reception_for", kind: Kind::Code("reception-for"), hxl: "#meta+policy", sorts: false },
        Column { key: "reception_beds", kind: Kind::Number, hxl: "#capacity+num", sorts: false },
        Column { key: "reception_held", kind: Kind::Number, hxl: "#affected+num", sorts: false },
        Column { key: "reception_blocked", kind: Kind::Number, hxl: "#capacity+blocked", sorts: false },
        Column { key: "reception_free", kind: Kind::Number, hxl: "#capacity+free", sorts: false },
    ],
    read,
};

fn read(reading: &mut Reading<'_>, _: &Query) -> Result<Answer, Problem> {
    let units = beds::of_site(reading.sql, reading.site)?;
    let rows: Vec<Vec<Cell>> = units
        .iter()
        .map(|unit| {
            let is_for = unit.rooms.first().map_or("everybody", |room| board::group(&unit.policy, &room.policy));
            let words = [unit.unit.to_string(), unit.code.clone(), unit.name.clone(), is_for.to_owned()];
            words.into_iter().map(Cell::Text).chain(unit.counts().map(Cell::Int)).collect()
        })
        .collect();
    let total = i64::try_from(rows.len()).ok();
    Ok(Answer::Table { rows, total, subjects: vec![] })
}
