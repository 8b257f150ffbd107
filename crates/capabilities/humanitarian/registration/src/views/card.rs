//! A household's card as it is printed: nothing about the people.

use super::households::grouped;
use access::{Answer, Kind, Param, Query, Reading, ViewDef};
use kernel::{HouseholdId, Problem, SiteId};
use log::{StoreError, params};
use serde_json::json;

/// The card of a household.
pub const CARD: ViewDef = ViewDef {
    name: "card",
    params: &[Param { name: "household", kind: Kind::Id, required: true }],
    columns: &[],
    read,
};

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let household: HouseholdId = query.required("household")?;
    let select = "SELECT site, number, card_serial, card_issued, card_ended FROM registration_household \
                  WHERE household = $1 AND card_serial IS NOT NULL";
    let row = reading
        .sql
        .first(select, params![household])
        .map_err(StoreError::problem)?
        .filter(|row| reading.site.is_none() || reading.site == row.id::<SiteId>(0))
        .ok_or_else(Problem::not_found)?;
    let value = json!({
        "household": household, "number": grouped(row.text(1)), "serial": row.int(2), "issued": row.text(3),
        "ended": row.opt_text(4),
    });
    Ok(Answer::Record { value, subjects: vec![] })
}
