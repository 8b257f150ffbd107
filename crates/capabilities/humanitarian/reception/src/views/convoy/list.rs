//! Convoys to and from a site: those due first, then those that arrived.

use access::{Answer, Cell, Column, Kind, Query, Reading, ViewDef};
use kernel::{ConvoyId, Moment, Problem};
use log::{StoreError, params};

/// Who is on the way, in numbers.
pub const CONVOYS: ViewDef = ViewDef {
    name: "convoys",
    params: &[],
    columns: &[
        Column { key: "reception_convoy", kind: Kind::Id, hxl: "", sorts: false },
        Column { key: "reception_due", kind: Kind::Moment, hxl: "#date+due", sorts: false },
        Column { key: "reception_from", kind: Kind::Text, hxl: "#loc+origin", sorts: false },
        Column { key: "reception_by", kind: Kind::Code("reception-convoy-kind"), hxl: "#meta+kind", sorts: false },
        Column { key: "reception_expected", kind: Kind::Number, hxl: "#affected+expected", sorts: false },
        Column { key: "reception_listed", kind: Kind::Number, hxl: "#affected+listed", sorts: false },
        Column { key: "reception_departed", kind: Kind::Number, hxl: "#affected+departed", sorts: false },
        Column { key: "reception_arrived", kind: Kind::Number, hxl: "#affected+arrived", sorts: false },
        Column { key: "reception_missing", kind: Kind::Number, hxl: "#affected+missing", sorts: false },
    ],
    read,
};

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let (site, everywhere) = (reading.site, reading.site.is_none());
    let select = "SELECT c.convoy, c.due, c.origin, c.kind, c.people, \
                  (SELECT count(*) FROM reception_traveller t WHERE t.convoy = c.convoy), c.departed, c.arrived, \
                  (SELECT count(*) FROM reception_traveller t WHERE t.convoy = c.convoy AND c.arrived IS NOT NULL \
                   AND t.came = 0 AND t.why IS NULL) FROM reception_convoy c \
                  WHERE (c.site = $1 OR c.from_site = $1 OR $2) \
                  ORDER BY c.arrived IS NOT NULL, c.due, c.convoy LIMIT $3 OFFSET $4";
    let rows = reading
        .sql
        .rows(select, params![site, everywhere, query.limit(), query.offset()])
        .map_err(StoreError::problem)?;
    let count = "SELECT count(*) FROM reception_convoy WHERE (site = $1 OR from_site = $1 OR $2)";
    let total = reading.sql.first(count, params![site, everywhere]).map_err(StoreError::problem)?;
    let number = |value: Option<i64>| value.map_or(Cell::Empty, Cell::Int);
    let line = |row: &log::Row| {
        vec![
            row.id::<ConvoyId>(0).into(),
            Cell::Moment(Moment::from_millis(row.int(1))),
            Cell::Text(row.text(2).to_owned()),
            Cell::Text(row.text(3).to_owned()),
            Cell::Int(row.int(4)),
            Cell::Int(row.int(5)),
            number(row.opt_int(6)),
            number(row.opt_int(7)),
            Cell::Int(row.int(8)),
        ]
    };
    let rows = rows.iter().map(line).collect();
    Ok(Answer::Table { rows, total: total.map(|row| row.int(0)), subjects: vec![] })
}
