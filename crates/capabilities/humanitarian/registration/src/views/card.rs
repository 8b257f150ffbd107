//! A household's card as it is printed: nothing about the people.

use access::{Answer, Kind, Param, Query, Reading, ViewDef};
use kernel::{HouseholdId, Problem};
use serde_json::json;

/// The card of a household.
pub const CARD: ViewDef = ViewDef {
    name: "card",
    params: &[Param { name: "household", kind: Kind::Id, required: true }],
    columns: &[],
    read,
};

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let id: HouseholdId = query.required("household")?;
    let household = people::household(reading.sql, id)?.filter(|household| household.is_of(reading.site));
    let found = household.and_then(|household| Some((household.number?, household.card?)));
    let (number, card) = found.ok_or_else(Problem::not_found)?;
    let value = json!({
        "household": id, "number": number.to_string(), "serial": card.serial, "issued": card.issued, "ended": card.ended,
    });
    Ok(Answer::Record { value, subjects: vec![] })
}
