//! Counts of the shelf: what was found, what was expected, and why they differ.

use access::{Answer, Cell, Column, Kind, Query, Reading, ViewDef};
use kernel::{Moment, Problem};
use log::{StoreError, params};

/// Counts of a site, the last first.
pub const COUNTS: ViewDef = ViewDef {
    name: "counts",
    params: &[],
    columns: &[
        Column { key: "relief_at", kind: Kind::Moment, hxl: "#date", sorts: false },
        Column { key: "relief_code", kind: Kind::Text, hxl: "#item+code", sorts: false },
        Column { key: "relief_name", kind: Kind::Text, hxl: "#item+name", sorts: false },
        Column { key: "relief_counted", kind: Kind::Number, hxl: "#item+counted", sorts: false },
        Column { key: "relief_expected", kind: Kind::Number, hxl: "#item+expected", sorts: false },
        Column { key: "relief_difference", kind: Kind::Number, hxl: "#item+difference", sorts: false },
        Column { key: "relief_why", kind: Kind::Code("relief-count"), hxl: "#meta+reason", sorts: false },
        Column { key: "relief_note", kind: Kind::Text, hxl: "", sorts: false },
    ],
    read,
};

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let (site, everywhere) = (reading.site, reading.site.is_none());
    let select = "SELECT c.at, i.code, i.name, c.counted, c.expected, c.why, c.note FROM relief_count c \
                  LEFT JOIN relief_item i ON i.item = c.item WHERE (c.site = $1 OR $2) \
                  ORDER BY c.at DESC, c.count DESC LIMIT $3 OFFSET $4";
    let rows = reading
        .sql
        .rows(select, params![site, everywhere, query.limit(), query.offset()])
        .map_err(StoreError::problem)?;
    let total = "SELECT count(*) FROM relief_count c WHERE (c.site = $1 OR $2)";
    let total = reading.sql.first(total, params![site, everywhere]).map_err(StoreError::problem)?;
    let line = |row: &log::Row| {
        vec![
            Cell::Moment(Moment::from_millis(row.int(0))),
            row.opt_text(1).into(),
            row.opt_text(2).into(),
            Cell::Int(row.int(3)),
            Cell::Int(row.int(4)),
            Cell::Int(row.int(3) - row.int(4)),
            row.opt_text(5).into(),
            row.opt_text(6).into(),
        ]
    };
    Ok(Answer::Table { rows: rows.iter().map(line).collect(), total: total.map(|row| row.int(0)), subjects: vec![] })
}
