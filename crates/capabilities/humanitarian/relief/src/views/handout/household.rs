//! A household at the service point: who speaks for it, how many they are, what is due now, what is not and why, and what they had.
//! Names and the size, nothing else of them.

use super::due::{Person, due, known, together};
use crate::{
    entitlement::Bar,
    handout::recipient::{of_code, of_site},
    views::item::{Entitled, Item, entitlements, items},
};
use access::{Answer, Kind, Param, Query, Reading, ViewDef};
use kernel::{HandOutId, HouseholdId, ItemId, Problem, SubjectId};
use log::{Sql, StoreError, params};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A household by its id, if it is of the site or stays there; or by the card or number that is held up, of whatever site.
pub const HOUSEHOLD: ViewDef = ViewDef {
    name: "household",
    params: &[
        Param { name: "id", kind: Kind::Id, required: false },
        Param { name: "code", kind: Kind::Text, required: false },
    ],
    columns: &[],
    read,
};

/// Earlier hand-outs shown.
const EARLIER: usize = 8;

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let id = asked(reading, query)?.ok_or_else(Problem::not_found)?;
    let household = people::household(reading.sql, id)?.ok_or_else(Problem::not_found)?;
    let members = people::members(reading.sql, id)?;
    let people = known(reading.sql, &members, reading.at.site)?;
    let items = items(reading.sql)?;
    let entitlements = entitlements(reading.sql, reading.at.site, false)?;
    let lines: Vec<Value> =
        entitlements.iter().map(|entitled| line(reading, entitled, items.get(&entitled.item), &people)).collect();
    let head = members.iter().find(|member| Some(member.person.id) == household.head).or(members.first());
    let value = json!({
        "household": id, "number": household.number.as_ref().map(ToString::to_string), "size": members.len(),
        "head": head.map(|member| member.person.name()), "of_site": household.is_of(reading.at.site),
        "people": people.iter().map(|person| json!({ "person": person.id, "name": person.name })).collect::<Vec<_>>(),
        "lines": lines, "had": earlier(reading, &people, &items)?,
    });
    Ok(Answer::Record { value, subjects: members.iter().map(|member| SubjectId::from(member.person.id)).collect() })
}

fn asked(reading: &mut Reading<'_>, query: &Query) -> Result<Option<HouseholdId>, Problem> {
    if let Some(code) = query.get("code") {
        return of_code(reading.sql, code);
    }
    let id: HouseholdId = query.required("id")?;
    Ok(of_site(reading.sql, id, reading.site)?.then_some(id))
}

/// One entitlement: for whom it is due, and what bars it for the others.
fn line(reading: &Reading<'_>, entitled: &Entitled, item: Option<&Item>, people: &[Person]) -> Value {
    let now = due(entitled, people, reading.at);
    let not = |(name, bars): &(Option<String>, Vec<Bar>)| json!({ "name": name, "bars": bars.iter().map(|bar| said(reading, bar)).collect::<Vec<_>>() });
    json!({
        "entitlement": entitled.entitlement, "item": entitled.item, "code": item.map(|item| &item.code),
        "name": item.map(|item| &item.name), "unit": item.map(|item| &item.unit), "each": entitled.quantity,
        "per_household": entitled.per_household, "quantity": now.quantity, "due": now.people,
        "not": now.not.iter().map(not).collect::<Vec<_>>(),
    })
}

fn said(reading: &Reading<'_>, bar: &Bar) -> Value {
    json!({
        "why": bar.why.name(), "at": bar.earlier.map(|had| had.at), "site": bar.earlier.map(|had| had.site),
        "here": bar.earlier.is_some_and(|had| Some(had.site) == reading.at.site), "until": bar.until,
    })
}

/// What they had lately, each hand-out once for each item.
fn earlier(
    reading: &mut Reading<'_>,
    people: &[Person],
    items: &BTreeMap<ItemId, Item>,
) -> Result<Vec<Value>, Problem> {
    let mut out = Vec::new();
    for had in together(people).into_iter().rev().take(EARLIER) {
        let item = items.get(&had.item);
        out.push(json!({
            "handout": had.handout, "at": had.at, "site": had.site, "here": Some(had.site) == reading.at.site,
            "name": item.map(|item| &item.name), "unit": item.map(|item| &item.unit),
            "quantity": quantity(reading.sql, had.handout, had.item)?,
        }));
    }
    Ok(out)
}

fn quantity(sql: &mut dyn Sql, handout: HandOutId, item: ItemId) -> Result<i64, Problem> {
    let query = "SELECT -quantity FROM relief_movement WHERE of = $1 AND item = $2 AND kind = 'handed_out'";
    Ok(sql.first(query, params![handout, item]).map_err(StoreError::problem)?.map_or(0, |row| row.int(0)))
}
