//! A day in numbers: of one post, or of all posts for those who coordinate them. Counters only; nobody's record is read.

use super::reading::rows;
use access::Kind::Code;
use access::{Answer, Cell, Column, Kind, Param, Query, Reading, ViewDef};
use kernel::{Date, Problem, SiteId};
use log::params;

/// One row a number: measure, key, people.
pub const VIEW: ViewDef = ViewDef {
    name: "daily_report",
    params: &[
        Param { name: "day", kind: Kind::Date, required: false },
        Param { name: "site", kind: Kind::Text, required: false },
    ],
    columns: &[
        Column { key: "crossing_measure", kind: Code("crossing-measure"), hxl: "#indicator +name", sorts: false },
        Column { key: "crossing_key", kind: Kind::Text, hxl: "#indicator +code", sorts: false },
        Column { key: "crossing_number", kind: Kind::Number, hxl: "#affected +people", sorts: false },
    ],
    read,
};

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let day: Date = query.parsed("day")?.unwrap_or_else(|| reading.at.today());
    let asked: Option<SiteId> = query.parsed("site")?;
    let found = match reading.site.or(asked) {
        Some(site) => {
            let select = "SELECT measure, key, n FROM crossing_count WHERE day = $1 AND site = $2 AND n <> 0 \
                          ORDER BY measure, key";
            rows(reading.sql, select, params![day, site])?
        }
        None => {
            let select = "SELECT measure, key, sum(n) FROM crossing_count WHERE day = $1 AND n <> 0 \
                          GROUP BY measure, key ORDER BY measure, key";
            rows(reading.sql, select, params![day])?
        }
    };
    let text = |row: &log::Row, i| Cell::Text(row.text(i).to_owned());
    let rows: Vec<_> = found.iter().map(|row| vec![text(row, 0), text(row, 1), Cell::Int(row.int(2))]).collect();
    let total = i64::try_from(rows.len()).ok();
    Ok(Answer::Table { rows, total, subjects: vec![] })
}
