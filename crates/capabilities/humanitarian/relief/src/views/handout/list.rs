//! The distribution list of an entitlement: the households that stay at the site and to whom it is due now, and when they last had
//! the item.

use super::due::{due, known, together};
use crate::views::{
    item::{Entitled, entitlements},
    stay::households_at,
};
use access::{Answer, Cell, Column, Kind, Param, Query, Reading, ViewDef};
use kernel::{EntitlementId, HouseholdId, Problem, SubjectId};

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

/// A household of the list.
struct Listed {
    household: HouseholdId,
    cells: Vec<Cell>,
    subject: Option<SubjectId>,
}

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let id: EntitlementId = query.required("entitlement")?;
    let in_force = entitlements(reading.sql, reading.site, false)?;
    let entitled = in_force.into_iter().find(|one| one.entitlement == id).ok_or_else(Problem::not_found)?;
    let all = query.get("all") == Some("true");
    let Some(site) = reading.at.site else { return Err(Problem::not_found()) };
    let mut out = Vec::new();
    for household in households_at(reading.sql, site)? {
        out.extend(listed(reading, &entitled, household, all)?);
    }
    let total = i64::try_from(out.len()).ok();
    let from = usize::try_from(query.offset()).unwrap_or(usize::MAX);
    let page: Vec<Listed> = out.into_iter().skip(from).take(usize::try_from(query.limit()).unwrap_or(0)).collect();
    let subjects = page.iter().filter_map(|one| one.subject).collect();
    let row = |one: Listed| std::iter::once(Cell::Text(one.household.to_string())).chain(one.cells).collect();
    Ok(Answer::Table { rows: page.into_iter().map(row).collect(), total, subjects })
}

fn listed(
    reading: &mut Reading<'_>,
    entitled: &Entitled,
    id: HouseholdId,
    all: bool,
) -> Result<Option<Listed>, Problem> {
    let Some(household) = people::household(reading.sql, id)? else { return Ok(None) };
    let members = people::members(reading.sql, id)?;
    let people = known(reading.sql, &members, reading.at.site)?;
    let now = due(entitled, &people, reading.at);
    if now.quantity == 0 && !all {
        return Ok(None);
    }
    let last = together(&people).into_iter().rev().find(|had| had.item == entitled.item);
    let head = members.iter().find(|member| Some(member.person.id) == household.head).or(members.first());
    let cells = vec![
        household.number.as_ref().map(ToString::to_string).into(),
        head.map(|member| member.person.name()).into(),
        Cell::Int(i64::try_from(members.len()).unwrap_or(0)),
        Cell::Int(now.quantity),
        last.map_or(Cell::Empty, |had| Cell::Moment(had.at)),
    ];
    Ok(Some(Listed { household: id, cells, subject: head.map(|member| member.person.id.into()) }))
}
