//! The list of sheets: what is asked today, what waits for a second person, what is over, and where posts published different contents.

use super::known::{self, Known};
use access::{Answer, Cell, Column, Kind, Query, Reading, ViewDef};
use kernel::Problem;

/// Every sheet.
pub const SHEETS: ViewDef = ViewDef {
    name: "sheets",
    params: &[],
    columns: &[
        Column { key: "instruments_code", kind: Kind::Text, hxl: "", sorts: false },
        Column { key: "instruments_version", kind: Kind::Number, hxl: "", sorts: false },
        Column { key: "instruments_digest", kind: Kind::Text, hxl: "", sorts: false },
        Column { key: "instruments_title", kind: Kind::Text, hxl: "", sorts: false },
        Column { key: "instruments_valid_from", kind: Kind::Date, hxl: "#date+start", sorts: false },
        Column { key: "instruments_valid_to", kind: Kind::Date, hxl: "#date+end", sorts: false },
        Column { key: "instruments_state", kind: Kind::Code("instruments-state"), hxl: "#status", sorts: false },
        Column { key: "instruments_used", kind: Kind::Flag, hxl: "", sorts: false },
        Column { key: "instruments_differs", kind: Kind::Flag, hxl: "", sorts: false },
        Column { key: "instruments_disputed", kind: Kind::Flag, hxl: "", sorts: false },
    ],
    read,
};

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let (known, today) = (known::all(reading.sql)?, reading.at.today());
    let used = known::used(&known, today);
    let row = |one: &Known| {
        let sheet = one.sheet.as_ref();
        vec![
            Cell::Text(one.name.code.to_string()),
            Cell::Int(one.name.version.into()),
            Cell::Text(one.name.digest.to_string()),
            sheet.map(|sheet| sheet.title.said(&reading.who.language)).into(),
            sheet.map_or(Cell::Empty, |sheet| Cell::Date(sheet.valid_from)),
            one.ends().map_or(Cell::Empty, Cell::Date),
            Cell::Text(one.standing.state(today).to_owned()),
            Cell::Flag(used.contains(&one.name)),
            Cell::Flag(known::differs(&known, &one.name)),
            Cell::Flag(one.standing.is_disputed()),
        ]
    };
    let total = i64::try_from(known.len()).ok();
    Ok(Answer::Table { rows: query.page_of(&known).iter().map(row).collect(), total, subjects: vec![] })
}
