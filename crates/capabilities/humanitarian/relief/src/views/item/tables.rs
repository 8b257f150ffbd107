//! The tables of items and entitlements.

use crate::facts::Fact;
use kernel::{EntitlementId, ItemId, Problem, SiteId};
use log::{LogError, Recorded, Sql, StoreError, View, params};

/// Items, entitlements, and which of these have ended.
pub const TABLES: View = View {
    name: "relief_item",
    version: 1,
    tables: "CREATE TABLE relief_item (item BYTEA PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL, unit TEXT NOT NULL);\
             CREATE TABLE relief_entitlement (entitlement BYTEA PRIMARY KEY, site BYTEA NOT NULL, item BYTEA NOT NULL, \
             quantity BIGINT NOT NULL, basis TEXT NOT NULL, rule TEXT NOT NULL, at BIGINT NOT NULL);\
             CREATE TABLE relief_entitlement_end (entitlement BYTEA PRIMARY KEY, why TEXT NOT NULL, at BIGINT NOT NULL);",
    indexes: "CREATE INDEX relief_item_code ON relief_item (code);\
              CREATE INDEX relief_entitlement_site ON relief_entitlement (site, item);",
    drop: &["relief_entitlement_end", "relief_entitlement", "relief_item"],
    wants: |kind| kind == "relief.item_defined" || kind.starts_with("relief.entitlement_"),
    apply: take,
};

fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    let at = recorded.header.happened_from;
    match recorded.fact::<Fact>()? {
        Some(Fact::ItemDefined { item, code, name, unit }) => {
            sql.execute(
                "INSERT INTO relief_item (item, code, name, unit) VALUES ($1, $2, $3, $4) ON CONFLICT (item) DO NOTHING",
                params![item, code.as_str(), name.as_str(), unit.name()],
            )?;
        }
        Some(Fact::EntitlementDefined { entitlement, site, item, quantity, basis, rule }) => {
            let rule = serde_json::to_string(&rule).unwrap_or_default();
            sql.execute(
                "INSERT INTO relief_entitlement (entitlement, site, item, quantity, basis, rule, at) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (entitlement) DO NOTHING",
                params![entitlement, site, item, quantity, basis.name(), rule, at],
            )?;
        }
        Some(Fact::EntitlementEnded { entitlement, why }) => {
            sql.execute(
                "INSERT INTO relief_entitlement_end (entitlement, why, at) VALUES ($1, $2, $3) \
                 ON CONFLICT (entitlement) DO NOTHING",
                params![entitlement, why.as_str(), at],
            )?;
        }
        _ => {}
    }
    Ok(())
}

/// Whether somebody described the item.
pub(crate) fn is_item(sql: &mut dyn Sql, item: ItemId) -> Result<bool, Problem> {
    let query = "SELECT 1 FROM relief_item WHERE item = $1";
    Ok(sql.first(query, params![item]).map_err(StoreError::problem)?.is_some())
}

/// The item with this code.
pub(crate) fn item_coded(sql: &mut dyn Sql, code: &str) -> Result<Option<ItemId>, Problem> {
    let query = "SELECT item FROM relief_item WHERE code = $1 ORDER BY item";
    Ok(sql.first(query, params![code]).map_err(StoreError::problem)?.and_then(|row| row.id(0)))
}

/// Whether this is an entitlement of the site to the item, in force or ended: a form filled in before it ended is still true.
pub(crate) fn is_entitlement(
    sql: &mut dyn Sql,
    entitlement: EntitlementId,
    site: Option<SiteId>,
    item: ItemId,
) -> Result<bool, Problem> {
    let query = "SELECT 1 FROM relief_entitlement WHERE entitlement = $1 AND site = $2 AND item = $3";
    Ok(sql.first(query, params![entitlement, site, item]).map_err(StoreError::problem)?.is_some())
}
