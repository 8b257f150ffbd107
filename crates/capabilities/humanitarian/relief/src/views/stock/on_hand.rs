//! What should be on the shelf: the last count, and what moved since. Below zero is a difference to explain, never hidden.

use crate::views::item::items;
use access::{Answer, Cell, Column, Kind, Query, Reading, ViewDef};
use kernel::{ItemId, Moment, Problem, SiteId};
use log::{Sql, StoreError, params};

/// Stock of a site, item by item.
pub const STOCK: ViewDef = ViewDef {
    name: "stock",
    params: &[],
    columns: &[
        Column { key: "relief_item", kind: Kind::Id, hxl: "", sorts: false },
        Column { key: "relief_code", kind: Kind::Text, hxl: "#item+code", sorts: false },
        Column { key: "relief_name", kind: Kind::Text, hxl: "#item+name", sorts: false },
        Column { key: "relief_unit", kind: Kind::Code("relief-unit"), hxl: "#item+unit", sorts: false },
        Column { key: "relief_on_hand", kind: Kind::Number, hxl: "#item+stock", sorts: false },
        Column { key: "relief_on_the_way", kind: Kind::Number, hxl: "#item+pipeline", sorts: false },
        Column { key: "relief_handed_out", kind: Kind::Number, hxl: "#item+distributed", sorts: false },
        Column { key: "relief_counted_at", kind: Kind::Moment, hxl: "#date+counted", sorts: false },
    ],
    read,
};

/// What should be on the shelf of a site.
pub(crate) fn on_hand(sql: &mut dyn Sql, site: SiteId, item: ItemId) -> Result<i64, Problem> {
    Ok(since_count(sql, site, item)?.0)
}

/// The same, with when it was last counted.
pub(in crate::views) fn since_count(
    sql: &mut dyn Sql,
    site: SiteId,
    item: ItemId,
) -> Result<(i64, Option<Moment>), Problem> {
    let last =
        "SELECT counted, at FROM relief_count WHERE site = $1 AND item = $2 ORDER BY at DESC, count DESC LIMIT 1";
    let last = sql.first(last, params![site, item]).map_err(StoreError::problem)?;
    let (counted, at) = last.map_or((0, None), |row| (row.int(0), row.opt_int(1)));
    let moved =
        "SELECT coalesce(sum(quantity), 0) FROM relief_movement WHERE site = $1 AND item = $2 AND (at > $3 OR $4)";
    let moved = sql.first(moved, params![site, item, at.unwrap_or(0), at.is_none()]).map_err(StoreError::problem)?;
    Ok((counted + moved.map_or(0, |row| row.int(0)), at.map(Moment::from_millis)))
}

/// Sent to the site and not received there.
fn on_the_way(sql: &mut dyn Sql, site: SiteId, item: ItemId) -> Result<i64, Problem> {
    let sum = "SELECT coalesce(-sum(m.quantity), 0) FROM relief_sent s JOIN relief_movement m ON m.of = s.consignment \
               WHERE s.other = $1 AND m.item = $2 AND m.kind = 'sent' \
               AND NOT EXISTS (SELECT 1 FROM relief_received r WHERE r.consignment = s.consignment)";
    Ok(sql.first(sum, params![site, item]).map_err(StoreError::problem)?.map_or(0, |row| row.int(0)))
}

fn handed_out(sql: &mut dyn Sql, site: SiteId, item: ItemId) -> Result<i64, Problem> {
    let sum = "SELECT coalesce(-sum(quantity), 0) FROM relief_movement WHERE site = $1 AND item = $2 \
               AND kind IN ('handed_out', 'taken_back')";
    Ok(sql.first(sum, params![site, item]).map_err(StoreError::problem)?.map_or(0, |row| row.int(0)))
}

fn read(reading: &mut Reading<'_>, _: &Query) -> Result<Answer, Problem> {
    let Some(site) = reading.site else { return Ok(Answer::Table { rows: vec![], total: Some(0), subjects: vec![] }) };
    let sql = &mut *reading.sql;
    let mut all: Vec<_> = items(sql)?.into_iter().collect();
    all.sort_by(|(a, one), (b, other)| (&one.code, a).cmp(&(&other.code, b)));
    let mut rows = Vec::with_capacity(all.len());
    for (id, item) in all {
        let (here, counted_at) = since_count(sql, site, id)?;
        rows.push(vec![
            Cell::Text(id.to_string()),
            Cell::Text(item.code),
            Cell::Text(item.name),
            Cell::Text(item.unit),
            Cell::Int(here),
            Cell::Int(on_the_way(sql, site, id)?),
            Cell::Int(handed_out(sql, site, id)?),
            counted_at.map_or(Cell::Empty, Cell::Moment),
        ]);
    }
    let total = i64::try_from(rows.len()).ok();
    Ok(Answer::Table { rows, total, subjects: vec![] })
}
