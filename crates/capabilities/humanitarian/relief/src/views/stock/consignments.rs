//! What is on the way to the site or from it, line by line: sent, received, and the difference.

use access::{Answer, Cell, Column, Kind, Param, Query, Reading, ViewDef};
use kernel::{ConsignmentId, ItemId, Moment, Problem, SiteId};
use log::{StoreError, params};

/// Consignments, a row for each item; with `open=true`, those that did not arrive yet.
pub const CONSIGNMENTS: ViewDef = ViewDef {
    name: "consignments",
    params: &[Param { name: "open", kind: Kind::Flag, required: false }],
    columns: &[
        Column { key: "relief_consignment", kind: Kind::Id, hxl: "", sorts: false },
        Column { key: "relief_at", kind: Kind::Moment, hxl: "#date", sorts: false },
        Column { key: "relief_direction", kind: Kind::Code("relief-direction"), hxl: "#meta+direction", sorts: false },
        Column { key: "relief_from", kind: Kind::Text, hxl: "#org+sender", sorts: false },
        Column { key: "relief_code", kind: Kind::Text, hxl: "#item+code", sorts: false },
        Column { key: "relief_name", kind: Kind::Text, hxl: "#item+name", sorts: false },
        Column { key: "relief_sent", kind: Kind::Number, hxl: "#item+sent", sorts: false },
        Column { key: "relief_received", kind: Kind::Number, hxl: "#item+received", sorts: false },
        Column { key: "relief_received_at", kind: Kind::Moment, hxl: "#date+received", sorts: false },
        Column { key: "relief_item", kind: Kind::Id, hxl: "", sorts: false },
        Column { key: "relief_other_site", kind: Kind::Id, hxl: "", sorts: false },
    ],
    read,
};

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let Some(site) = reading.site else { return Ok(Answer::Table { rows: vec![], total: Some(0), subjects: vec![] }) };
    let open = query.get("open") == Some("true");
    // Each item of a consignment that was sent or received, once.
    let select = "SELECT l.of, coalesce(s.at, r.at), s.site, s.other, r.site, r.origin, i.code, i.name, l.item, \
                  (SELECT -m.quantity FROM relief_movement m WHERE m.of = l.of AND m.item = l.item AND m.kind = 'sent'), \
                  (SELECT m.quantity FROM relief_movement m WHERE m.of = l.of AND m.item = l.item AND m.kind = 'received'), r.at \
                  FROM (SELECT DISTINCT of, item FROM relief_movement WHERE kind IN ('sent', 'received')) l \
                  LEFT JOIN relief_sent s ON s.consignment = l.of LEFT JOIN relief_received r ON r.consignment = l.of \
                  LEFT JOIN relief_item i ON i.item = l.item \
                  WHERE (s.site = $1 OR s.other = $1 OR r.site = $1) AND (r.at IS NULL OR $2) \
                  ORDER BY coalesce(s.at, r.at) DESC, l.of, i.code LIMIT $3 OFFSET $4";
    let rows =
        reading.sql.rows(select, params![site, !open, query.limit(), query.offset()]).map_err(StoreError::problem)?;
    let line = |row: &log::Row| {
        let (from, to) = (row.id::<SiteId>(2), row.id::<SiteId>(3));
        let (direction, other) = match (from, to) {
            (Some(from), to) if from == site => ("out", to),
            (Some(from), _) => ("in", Some(from)),
            (None, _) => ("outside", None),
        };
        let moment = |column| row.opt_int(column).map_or(Cell::Empty, |at| Cell::Moment(Moment::from_millis(at)));
        let number = |column| row.opt_int(column).map_or(Cell::Empty, Cell::Int);
        vec![
            row.id::<ConsignmentId>(0).into(),
            moment(1),
            Cell::Text(direction.to_owned()),
            row.opt_text(5).into(),
            row.opt_text(6).into(),
            row.opt_text(7).into(),
            number(9),
            number(10),
            moment(11),
            row.id::<ItemId>(8).into(),
            other.into(),
        ]
    };
    Ok(Answer::Table { rows: rows.iter().map(line).collect(), total: None, subjects: vec![] })
}
