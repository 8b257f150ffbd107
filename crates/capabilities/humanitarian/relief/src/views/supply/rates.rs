//! What people use by the rates that were stated at the site.

use crate::supply::{Rate, RateBasis};
use access::{Answer, Cell, Column, Kind, Query, Reading, ViewDef};
use kernel::{ItemId, Problem, SiteId};
use log::{Row, Sql, StoreError, params};

/// Rates of the site.
pub const RATES: ViewDef = ViewDef {
    name: "rates",
    params: &[],
    columns: &[
        Column { key: "relief_item", kind: Kind::Id, hxl: "", sorts: false },
        Column { key: "relief_code", kind: Kind::Text, hxl: "#item+code", sorts: false },
        Column { key: "relief_name", kind: Kind::Text, hxl: "#item+name", sorts: false },
        Column { key: "relief_rate_quantity", kind: Kind::Number, hxl: "#item+rate", sorts: false },
        Column { key: "relief_rate_people", kind: Kind::Number, hxl: "#meta+rate+people", sorts: false },
        Column { key: "relief_rate_days", kind: Kind::Number, hxl: "#meta+rate+days", sorts: false },
        Column { key: "relief_rate_basis", kind: Kind::Code("relief-rate"), hxl: "#meta+rate+basis", sorts: false },
        Column { key: "relief_source", kind: Kind::Text, hxl: "#meta+source", sorts: false },
    ],
    read,
};

/// A rate with whose figure it is.
pub(super) struct Stated {
    pub item: ItemId,
    pub code: String,
    pub name: String,
    pub unit: String,
    pub rate: Rate,
    pub source: String,
}

impl Stated {
    fn of(row: &Row) -> Option<Self> {
        let number = |column| u32::try_from(row.int(column)).ok();
        let basis = if row.text(4) == "arrival" { RateBasis::Arrival } else { RateBasis::Day };
        Some(Self {
            item: row.id(0)?,
            code: row.text(1).to_owned(),
            name: row.text(2).to_owned(),
            unit: row.text(3).to_owned(),
            rate: Rate { basis, quantity: number(5)?, people: number(6)?, days: number(7)? },
            source: row.text(8).to_owned(),
        })
    }
}

/// The rates of a site in the order of the items' codes, without those of which nothing is used any more.
pub(super) fn rates(sql: &mut dyn Sql, site: Option<SiteId>) -> Result<Vec<Stated>, Problem> {
    let select = "SELECT r.item, i.code, i.name, i.unit, r.basis, r.quantity, r.people, r.days, r.source FROM relief_rate r \
                  JOIN relief_item i ON i.item = r.item WHERE r.site = $1 AND r.quantity > 0 ORDER BY i.code, r.item";
    let rows = sql.rows(select, params![site]).map_err(StoreError::problem)?;
    Ok(rows.iter().filter_map(Stated::of).collect())
}

fn read(reading: &mut Reading<'_>, _: &Query) -> Result<Answer, Problem> {
    let rates = rates(reading.sql, reading.site)?;
    let total = i64::try_from(rates.len()).ok();
    let cells = |one: Stated| {
        vec![
            Cell::Text(one.item.to_string()),
            Cell::Text(one.code),
            Cell::Text(one.name),
            Cell::Int(one.rate.quantity.into()),
            Cell::Int(one.rate.people.into()),
            Cell::Int(one.rate.days.into()),
            Cell::Text(one.rate.basis.name().to_owned()),
            Cell::Text(one.source),
        ]
    };
    Ok(Answer::Table { rows: rates.into_iter().map(cells).collect(), total, subjects: vec![] })
}
