//! Every bed of the site as people say it, `A-1-3`, free or not: to give one by hand, and to export.

use super::{beds, board};
use crate::views::stay::place;
use access::{Answer, Cell, Column, Kind, Param, Query, Reading, ViewDef};
use kernel::Problem;

/// Beds; with `free=true`, those that can be given.
pub const PLACES: ViewDef = ViewDef {
    name: "places",
    params: &[Param { name: "free", kind: Kind::Flag, required: false }],
    columns: &[
        Column { key: "reception_unit", kind: Kind::Id, hxl: "", sorts: false },
        Column { key: "reception_room", kind: Kind::Id, hxl: "", sorts: false },
        Column { key: "reception_bed", kind: Kind::Number, hxl: "#meta+bed", sorts: false },
        Column { key: "reception_place", kind: Kind::Text, hxl: "#loc+name", sorts: false },
        Column { key: "reception_for", kind: Kind::Code("reception-for"), hxl: "#meta+policy", sorts: false },
        Column { key: "reception_accessible", kind: Kind::Flag, hxl: "#meta+accessible", sorts: false },
        Column { key: "reception_transitory", kind: Kind::Flag, hxl: "#meta+transitory", sorts: false },
        Column { key: "reception_is_free", kind: Kind::Flag, hxl: "#status+free", sorts: false },
    ],
    read,
};

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let only_free = query.get("free") == Some("true");
    let mut rows = Vec::new();
    for unit in &beds::of_site(reading.sql, reading.site)? {
        for room in &unit.rooms {
            let is_for = board::group(&unit.policy, &room.policy);
            for bed in &room.beds {
                let free = unit.closed.is_none() && bed.is_free();
                if free || !only_free {
                    rows.push(vec![
                        Cell::Text(unit.unit.to_string()),
                        Cell::Text(room.room.to_string()),
                        Cell::Int(i64::from(bed.at.bed)),
                        Cell::Text(place(&unit.code, &room.code, i64::from(bed.at.bed))),
                        Cell::Text(is_for.to_owned()),
                        Cell::Flag(bed.accessible),
                        Cell::Flag(bed.transitory),
                        Cell::Flag(free),
                    ]);
                }
            }
        }
    }
    let total = i64::try_from(rows.len()).ok();
    Ok(Answer::Table { rows: query.page_of(&rows).to_vec(), total, subjects: vec![] })
}
