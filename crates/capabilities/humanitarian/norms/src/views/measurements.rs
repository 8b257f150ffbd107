//! What was measured at a site, the newest first. Nothing is replaced: an older measurement stays readable.

use super::site_of;
use crate::shipped;
use access::{Answer, Cell, Column, Kind, Param, Query, Reading, ViewDef};
use kernel::{Moment, Problem};
use log::{Row, StoreError, params};

/// The measurements of a site, or of one item of it.
pub const MEASUREMENTS: ViewDef = ViewDef {
    name: "measurements",
    params: &[
        Param { name: "site", kind: Kind::Id, required: false },
        Param { name: "item", kind: Kind::Text, required: false },
    ],
    columns: &[
        Column { key: "norms_measured", kind: Kind::Date, hxl: "#date+measured", sorts: false },
        Column { key: "norms_item", kind: Kind::Text, hxl: "#item+name", sorts: false },
        Column { key: "norms_count", kind: Kind::Number, hxl: "#capacity+num", sorts: false },
        Column { key: "norms_each", kind: Kind::Number, hxl: "#capacity+each", sorts: false },
        Column { key: "norms_women", kind: Kind::Number, hxl: "#capacity+f", sorts: false },
        Column { key: "norms_men", kind: Kind::Number, hxl: "#capacity+m", sorts: false },
        Column { key: "norms_method", kind: Kind::Code("norms-method"), hxl: "#meta+method", sorts: false },
        Column { key: "norms_by", kind: Kind::Text, hxl: "#org", sorts: false },
        Column { key: "norms_note", kind: Kind::Text, hxl: "#description", sorts: false },
        Column { key: "norms_recorded", kind: Kind::Moment, hxl: "#date+recorded", sorts: false },
    ],
    read,
};

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let site = site_of(reading, query)?;
    let item = query.get("item").unwrap_or_default().to_owned();
    let filter = "site = $1 AND (item = $2 OR $3)";
    let select = format!(
        "SELECT day, item, amount, each, women, men, method, by_whom, note, at FROM norms_measurement WHERE {filter} \
         ORDER BY day DESC, at DESC, recorded DESC, measurement LIMIT $4 OFFSET $5"
    );
    let (code, all) = (item.as_str(), item.is_empty());
    let rows = reading.sql.rows(&select, params![site, code, all, query.limit(), query.offset()]);
    let count = format!("SELECT count(*) FROM norms_measurement WHERE {filter}");
    let total = reading.sql.first(&count, params![site, code, all]).map_err(StoreError::problem)?;
    let language = reading.who.language.as_str();
    let line = |row: &Row| {
        let number = |column: usize| row.opt_int(column).map_or(Cell::Empty, Cell::Int);
        let name = shipped::item(row.text(1)).map_or(row.text(1), |item| item.text.within(language));
        vec![
            row.text(0).parse().map_or(Cell::Empty, Cell::Date),
            Cell::Text(name.to_owned()),
            number(2),
            number(3),
            number(4),
            number(5),
            Cell::Text(row.text(6).to_owned()),
            row.opt_text(7).into(),
            row.opt_text(8).into(),
            Cell::Moment(Moment::from_millis(row.int(9))),
        ]
    };
    let rows = rows.map_err(StoreError::problem)?.iter().map(line).collect();
    Ok(Answer::Table { rows, total: total.map(|row| row.int(0)), subjects: vec![] })
}
