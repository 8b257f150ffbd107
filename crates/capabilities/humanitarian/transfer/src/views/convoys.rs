//! Convoys to and from a site: those due first, then those that arrived or were called off.

use super::{
    rules,
    tables::{TO_COME, TRAVELS},
};
use access::{Answer, Cell, Column, Kind, Param, Query, Reading, ViewDef};
use kernel::{ConvoyId, Moment, Problem};
use log::{StoreError, params};
use std::collections::BTreeMap;

/// Who is on the way, in numbers. `way` is `in`, `out` or `past`.
pub const CONVOYS: ViewDef = ViewDef {
    name: "convoys",
    params: &[Param { name: "way", kind: Kind::Code("transfer-way"), required: false }],
    columns: &[
        Column { key: "transfer_convoy", kind: Kind::Id, hxl: "", sorts: false },
        Column { key: "transfer_due", kind: Kind::Moment, hxl: "#date+due", sorts: false },
        Column { key: "transfer_from", kind: Kind::Text, hxl: "#loc+origin", sorts: false },
        Column { key: "transfer_by", kind: Kind::Code("transfer-kind"), hxl: "#meta+kind", sorts: false },
        Column { key: "transfer_standing", kind: Kind::Code("transfer-standing"), hxl: "#status", sorts: false },
        Column { key: "transfer_open", kind: Kind::Number, hxl: "#meta+open", sorts: false },
        Column { key: "transfer_expected", kind: Kind::Number, hxl: "#affected+expected", sorts: false },
        Column { key: "transfer_listed", kind: Kind::Number, hxl: "#affected+listed", sorts: false },
        Column { key: "transfer_seats", kind: Kind::Number, hxl: "#capacity+seats", sorts: false },
        Column { key: "transfer_departed", kind: Kind::Number, hxl: "#affected+departed", sorts: false },
        Column { key: "transfer_arrived", kind: Kind::Number, hxl: "#affected+arrived", sorts: false },
    ],
    read,
};

/// Where convoy `c` stands.
pub(super) const STANDING: &str = "CASE WHEN c.arrival IS NOT NULL AND c.arrived_site <> c.site THEN 'turned_back' \
     WHEN c.arrival IS NOT NULL THEN 'arrived' WHEN c.departure IS NOT NULL THEN 'left' \
     WHEN c.cancelled IS NOT NULL THEN 'cancelled' ELSE 'announced' END";

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let way = match query.get("way") {
        None => "1 = 1".to_owned(),
        Some("in") => format!("(c.site = $1 OR $2) AND {TO_COME}"),
        Some("out") => format!("(c.from_site = $1 OR ($2 AND c.from_site IS NOT NULL)) AND {TO_COME}"),
        Some("past") => format!("NOT ({TO_COME})"),
        Some(_) => return Err(Problem::field("way", "GEN-004")),
    };
    let (site, everywhere) = (reading.site, reading.site.is_none());
    let filter = format!("c.planned IS NOT NULL AND (c.site = $1 OR c.from_site = $1 OR $2) AND {way}");
    let count = |what: &str| {
        format!(
            "(SELECT max(n.counted) FROM transfer_count n WHERE n.convoy = c.convoy AND n.vehicle = '' AND n.what = '{what}')"
        )
    };
    let select = format!(
        "SELECT c.convoy, c.due, c.origin, c.kind, {STANDING}, c.people, (SELECT count(*) FROM transfer_traveller t \
         WHERE t.convoy = c.convoy AND {TRAVELS}), c.seats, {}, {} FROM transfer_convoy c WHERE {filter} \
         ORDER BY CASE WHEN {TO_COME} THEN 0 ELSE 1 END, CASE WHEN {TO_COME} THEN c.due ELSE -c.due END, c.convoy LIMIT $3 OFFSET $4",
        count("left"),
        count("arrived"),
    );
    let rows = reading
        .sql
        .rows(&select, params![site, everywhere, query.limit(), query.offset()])
        .map_err(StoreError::problem)?;
    let count = format!("SELECT count(*) FROM transfer_convoy c WHERE {filter}");
    let total = reading.sql.first(&count, params![site, everywhere]).map_err(StoreError::problem)?;
    let mut open: BTreeMap<ConvoyId, i64> = BTreeMap::new();
    if let Some(site) = site {
        for item in rules::open(reading.sql, site, reading.at.now)? {
            *open.entry(item.convoy).or_default() += 1;
        }
    }
    let number = |value: Option<i64>| value.map_or(Cell::Empty, Cell::Int);
    let line = |row: &log::Row| {
        let convoy = row.id::<ConvoyId>(0);
        vec![
            convoy.into(),
            Cell::Moment(Moment::from_millis(row.int(1))),
            Cell::Text(row.text(2).to_owned()),
            Cell::Text(row.text(3).to_owned()),
            Cell::Text(row.text(4).to_owned()),
            Cell::Int(convoy.and_then(|convoy| open.get(&convoy).copied()).unwrap_or(0)),
            Cell::Int(row.int(5)),
            Cell::Int(row.int(6)),
            number(row.opt_int(7)),
            number(row.opt_int(8)),
            number(row.opt_int(9)),
        ]
    };
    let rows = rows.iter().map(line).collect();
    Ok(Answer::Table { rows, total: total.map(|row| row.int(0)), subjects: vec![] })
}
