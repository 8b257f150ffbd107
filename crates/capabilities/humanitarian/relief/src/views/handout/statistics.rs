//! What was handed out day by day, for reports and for exchange: items, hand-outs and people, never a name. Counts of fewer than five
//! people are left out for every purpose but the work itself: with few people in a cell, a count points at somebody.

use super::handouts::at_site;
use access::{Answer, Cell, Column, Kind, Param, Query, Reading, ViewDef};
use kernel::{Date, ItemId, Moment, Problem, Purpose};
use log::{StoreError, params};
use std::collections::BTreeMap;

/// Counts by day and item, the last day first; of the last thirty days where no first day is asked for.
pub const STATISTICS: ViewDef = ViewDef {
    name: "statistics",
    params: &[
        Param { name: "from", kind: Kind::Date, required: false },
        Param { name: "to", kind: Kind::Date, required: false },
    ],
    columns: &[
        Column { key: "relief_day", kind: Kind::Date, hxl: "#date", sorts: false },
        Column { key: "relief_code", kind: Kind::Text, hxl: "#item+code", sorts: false },
        Column { key: "relief_name", kind: Kind::Text, hxl: "#item+name", sorts: false },
        Column { key: "relief_unit", kind: Kind::Code("relief-unit"), hxl: "#item+unit", sorts: false },
        Column { key: "relief_quantity", kind: Kind::Number, hxl: "#item+distributed", sorts: false },
        Column { key: "relief_handouts", kind: Kind::Number, hxl: "#meta+handouts", sorts: false },
        Column { key: "relief_people", kind: Kind::Number, hxl: "#reached+ind", sorts: false },
    ],
    read,
};

/// Fewer people than this are not shown.
const LEAST: i64 = 5;
/// Days shown where no first day is asked for.
const DAYS: i64 = 30;

/// What was handed out of an item on a day.
#[derive(Default)]
struct Count {
    quantity: i64,
    handouts: i64,
    people: i64,
}

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let offset = reading.at.utc_offset_minutes;
    let to: Date = query.parsed("to")?.unwrap_or_else(|| reading.at.today());
    let from: Date = query.parsed("from")?.unwrap_or_else(|| to.plus_days(1 - DAYS));
    let select = format!(
        "SELECT h.at, m.item, -m.quantity, h.people FROM relief_handout h JOIN relief_movement m ON m.of = h.handout \
         WHERE m.kind = 'handed_out' AND {} AND h.at >= $2 AND h.at < $3 \
         AND NOT EXISTS (SELECT 1 FROM relief_taken_back t WHERE t.handout = h.handout)",
        at_site(reading.site)
    );
    let (first, end) = (from.start(offset), to.plus_days(1).start(offset));
    let rows = reading.sql.rows(&select, params![reading.site, first, end]).map_err(StoreError::problem)?;
    let mut counts: BTreeMap<(Date, ItemId), Count> = BTreeMap::new();
    for row in &rows {
        let Some(item) = row.id(1) else { continue };
        let count = counts.entry((Moment::from_millis(row.int(0)).date_at(offset), item)).or_default();
        count.quantity += row.int(2);
        count.handouts += 1;
        count.people += row.int(3);
    }
    if reading.at.purpose != Purpose::Assistance {
        counts.retain(|_, count| count.people >= LEAST);
    }
    let items = crate::views::item::items(reading.sql)?;
    let total = i64::try_from(counts.len()).ok();
    let from = usize::try_from(query.offset()).unwrap_or(usize::MAX);
    let most = usize::try_from(query.limit()).unwrap_or(0);
    let rows = counts.into_iter().rev().skip(from).take(most).map(|((day, item), count)| {
        let item = items.get(&item);
        vec![
            Cell::Date(day),
            item.map(|item| &item.code).into(),
            item.map(|item| &item.name).into(),
            item.map(|item| &item.unit).into(),
            Cell::Int(count.quantity),
            Cell::Int(count.handouts),
            Cell::Int(count.people),
        ]
    });
    Ok(Answer::Table { rows: rows.collect(), total, subjects: vec![] })
}
