//! What people of a site are entitled to, in force or ended.

use super::items::{Item, items};
use crate::entitlement::Rule;
use access::{Answer, Cell, Column, Kind, Param, Query, Reading, ViewDef};
use kernel::{EntitlementId, ItemId, Problem, SiteId};
use log::{Row, Sql, StoreError, params};
use std::collections::BTreeMap;

/// Entitlements in force; with `ended=true`, those that have ended.
pub const ENTITLEMENTS: ViewDef = ViewDef {
    name: "entitlements",
    params: &[Param { name: "ended", kind: Kind::Flag, required: false }],
    columns: &[
        Column { key: "relief_entitlement", kind: Kind::Id, hxl: "", sorts: false },
        Column { key: "relief_code", kind: Kind::Text, hxl: "#item+code", sorts: false },
        Column { key: "relief_name", kind: Kind::Text, hxl: "#item+name", sorts: false },
        Column { key: "relief_quantity", kind: Kind::Number, hxl: "#item+quantity", sorts: false },
        Column { key: "relief_unit", kind: Kind::Code("relief-unit"), hxl: "#item+unit", sorts: false },
        Column { key: "relief_basis", kind: Kind::Code("relief-basis"), hxl: "#meta+basis", sorts: false },
        Column { key: "relief_once", kind: Kind::Flag, hxl: "#meta+once", sorts: false },
        Column { key: "relief_interval_hours", kind: Kind::Number, hxl: "#meta+interval+hours", sorts: false },
        Column { key: "relief_per_day", kind: Kind::Number, hxl: "#meta+per_day", sorts: false },
        Column { key: "relief_residents_only", kind: Kind::Flag, hxl: "#meta+residents", sorts: false },
        Column { key: "relief_presence_required", kind: Kind::Flag, hxl: "#meta+presence", sorts: false },
        Column { key: "relief_excluded_by", kind: Kind::Text, hxl: "#meta+excluded_by", sorts: false },
        Column { key: "relief_item", kind: Kind::Id, hxl: "", sorts: false },
    ],
    read,
};

/// What people are entitled to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::views) struct Entitled {
    pub entitlement: EntitlementId,
    pub item: ItemId,
    pub quantity: i64,
    pub per_household: bool,
    pub rule: Rule,
}

impl Entitled {
    fn of(row: &Row) -> Option<Self> {
        Some(Self {
            entitlement: row.id(0)?,
            item: row.id(1)?,
            quantity: row.int(2),
            per_household: row.text(3) == "household",
            rule: serde_json::from_str(row.text(4)).unwrap_or_default(),
        })
    }
}

const COLUMNS: &str = "e.entitlement, e.item, e.quantity, e.basis, e.rule";

/// The entitlements of a site in force, or those that ended, in the order of the items' codes.
pub(in crate::views) fn entitlements(
    sql: &mut dyn Sql,
    site: Option<SiteId>,
    ended: bool,
) -> Result<Vec<Entitled>, Problem> {
    let select = format!(
        "SELECT {COLUMNS} FROM relief_entitlement e LEFT JOIN relief_item i ON i.item = e.item \
         WHERE (e.site = $1 OR $2) AND (SELECT count(*) FROM relief_entitlement_end n WHERE n.entitlement = e.entitlement) = $3 \
         ORDER BY i.code, e.at, e.entitlement"
    );
    let rows = sql.rows(&select, params![site, site.is_none(), ended]).map_err(StoreError::problem)?;
    Ok(rows.iter().filter_map(Entitled::of).collect())
}

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let items = items(reading.sql)?;
    let all = entitlements(reading.sql, reading.site, query.get("ended") == Some("true"))?;
    let total = i64::try_from(all.len()).ok();
    let rows = all.into_iter().map(|one| cells(one, &items)).collect();
    Ok(Answer::Table { rows, total, subjects: vec![] })
}

fn cells(one: Entitled, items: &BTreeMap<ItemId, Item>) -> Vec<Cell> {
    let item = items.get(&one.item);
    let codes: Vec<&str> =
        one.rule.excluded_by.iter().filter_map(|id| items.get(id)).map(|i| i.code.as_str()).collect();
    let number = |number: Option<i64>| number.map_or(Cell::Empty, Cell::Int);
    vec![
        Cell::Text(one.entitlement.to_string()),
        item.map(|item| &item.code).into(),
        item.map(|item| &item.name).into(),
        Cell::Int(one.quantity),
        item.map(|item| &item.unit).into(),
        Cell::Text(if one.per_household { "household" } else { "person" }.to_owned()),
        Cell::Flag(one.rule.once),
        number(one.rule.min_interval_hours.map(i64::from)),
        number(one.rule.max_per_day.map(i64::from)),
        Cell::Flag(one.rule.residents_only),
        Cell::Flag(one.rule.presence_required),
        Some(codes.join(", ")).filter(|codes| !codes.is_empty()).into(),
        Cell::Text(one.item.to_string()),
    ]
}
