//! The codes of specific needs as they are used today, each with whether a source says what it means.

use access::{Answer, Cell, Column, Kind, Query, Reading, ViewDef};
use kernel::Problem;
use screening::shipped_needs;

/// The list.
pub const NEEDS: ViewDef = ViewDef {
    name: "needs",
    params: &[],
    columns: &[
        Column { key: "protection_code", kind: Kind::Text, hxl: "#indicator+code", sorts: false },
        Column { key: "protection_meaning", kind: Kind::Text, hxl: "#indicator+name", sorts: false },
        Column { key: "protection_verified", kind: Kind::Flag, hxl: "", sorts: false },
        Column { key: "protection_restricted", kind: Kind::Flag, hxl: "", sorts: false },
        Column { key: "protection_valid_from", kind: Kind::Date, hxl: "#date+start", sorts: false },
        Column { key: "protection_valid_to", kind: Kind::Date, hxl: "#date+end", sorts: false },
        Column { key: "protection_note", kind: Kind::Text, hxl: "", sorts: false },
    ],
    read,
};

fn read(reading: &mut Reading<'_>, _: &Query) -> Result<Answer, Problem> {
    let language = &reading.who.language;
    let rows = shipped_needs().needs.iter().map(|need| {
        vec![
            Cell::Text(need.code.clone()),
            Cell::Text(need.text.said(language).to_owned()),
            Cell::Flag(need.verified),
            Cell::Flag(need.restricted),
            Cell::Date(need.valid_from),
            need.valid_to.map_or(Cell::Empty, Cell::Date),
            need.note.clone().into(),
        ]
    });
    Ok(Answer::Table { rows: rows.collect(), total: None, subjects: vec![] })
}
