//! The distribution list of an entitlement: the households that stay at the site and to whom it is due now, and when they last had
//! the item.

use super::{
    due::{due, together},
    residents::{Resident, residents},
};
use crate::views::item::entitlements;
use access::{Answer, Cell, Column, Kind, Param, Query, Reading, ViewDef};
use kernel::{EntitlementId, ItemId, Problem, SubjectId};

/// Households that stay here and are due something by the entitlement; with `all=true`, also those that are not.
pub const LIST: ViewDef = ViewDef {
    name: "list",
    params: &[
        Param { name: "entitlement", kind: Kind::Id, required: true },
        Param { name: "all", kind: Kind::Flag, required: false },
    ],
    columns: &[
        Column { key: "relief_household", kind: Kind::Id, hxl: "", sorts: false },
        Column { key: "relief_number", kind: Kind::Text, hxl: "#meta+id", sorts: false },
        Column { key: "relief_head", kind: Kind::Text, hxl: "", sorts: false },
        Column { key: "relief_people", kind: Kind::Number, hxl: "#affected+ind", sorts: false },
        Column { key: "relief_due", kind: Kind::Number, hxl: "#item+due", sorts: false },
        Column { key: "relief_last_had", kind: Kind::Moment, hxl: "#date+last", sorts: false },
    ],
    read,
};

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let id: EntitlementId = query.required("entitlement")?;
    let in_force = entitlements(reading.sql, reading.site, false)?;
    let entitled = in_force.into_iter().find(|one| one.entitlement == id).ok_or_else(Problem::not_found)?;
    let all = query.get("all") == Some("true");
    let site = reading.at.site.ok_or_else(Problem::not_found)?;
    let mut out: Vec<(Resident, i64)> = vec![];
    for resident in residents(reading.sql, site)? {
        let quantity = due(&entitled, &resident.people, reading.at).quantity;
        if quantity > 0 || all {
            out.push((resident, quantity));
        }
    }
    let total = i64::try_from(out.len()).ok();
    let from = usize::try_from(query.offset()).unwrap_or(usize::MAX);
    let most = usize::try_from(query.limit()).unwrap_or(0);
    let page: Vec<(Resident, i64)> = out.into_iter().skip(from).take(most).collect();
    let subjects = page.iter().filter_map(|(one, _)| one.speaker()).map(|person| SubjectId::from(person.id)).collect();
    let rows = page.iter().map(|(one, quantity)| cells(one, *quantity, entitled.item)).collect();
    Ok(Answer::Table { rows, total, subjects })
}

fn cells(of: &Resident, quantity: i64, item: ItemId) -> Vec<Cell> {
    let last = together(&of.people).into_iter().rev().find(|had| had.item == item);
    vec![
        Cell::Text(of.household.to_string()),
        of.number.clone().into(),
        of.speaker().map(|person| &person.name).into(),
        Cell::Int(i64::try_from(of.people.len()).unwrap_or(0)),
        Cell::Int(quantity),
        last.map_or(Cell::Empty, |had| Cell::Moment(had.at)),
    ]
}
