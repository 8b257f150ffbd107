//! The items that anybody described, at whatever site.

use access::{Answer, Cell, Column, Kind, Query, Reading, ViewDef};
use kernel::{ItemId, Problem};
use log::{Sql, StoreError};
use std::collections::BTreeMap;

/// Items.
pub const ITEMS: ViewDef = ViewDef {
    name: "items",
    params: &[],
    columns: &[
        Column { key: "relief_item", kind: Kind::Id, hxl: "", sorts: false },
        Column { key: "relief_code", kind: Kind::Text, hxl: "#item+code", sorts: false },
        Column { key: "relief_name", kind: Kind::Text, hxl: "#item+name", sorts: false },
        Column { key: "relief_unit", kind: Kind::Code("relief-unit"), hxl: "#item+unit", sorts: false },
    ],
    read,
};

/// An item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::views) struct Item {
    pub code: String,
    pub name: String,
    pub unit: String,
}

/// Every item by its id.
pub(in crate::views) fn items(sql: &mut dyn Sql) -> Result<BTreeMap<ItemId, Item>, Problem> {
    let rows = sql.rows("SELECT item, code, name, unit FROM relief_item", &[]).map_err(StoreError::problem)?;
    let item = |row: &log::Row| {
        let item = Item { code: row.text(1).to_owned(), name: row.text(2).to_owned(), unit: row.text(3).to_owned() };
        Some((row.id(0)?, item))
    };
    Ok(rows.iter().filter_map(item).collect())
}

fn read(reading: &mut Reading<'_>, _: &Query) -> Result<Answer, Problem> {
    let mut all: Vec<(ItemId, Item)> = items(reading.sql)?.into_iter().collect();
    all.sort_by(|(a, one), (b, other)| (&one.code, a).cmp(&(&other.code, b)));
    let total = i64::try_from(all.len()).ok();
    let cells = |(id, item): (ItemId, Item)| {
        vec![Cell::Text(id.to_string()), Cell::Text(item.code), Cell::Text(item.name), Cell::Text(item.unit)]
    };
    Ok(Answer::Table { rows: all.into_iter().map(cells).collect(), total, subjects: vec![] })
}
