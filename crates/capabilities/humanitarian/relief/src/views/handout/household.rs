//! A household at the service point: who speaks for it, how many they are, what is due now, what is not and why, and what they had.
//! Names and the size, nothing else of them.

use super::history::{history, records};
use crate::{
    entitlement::{Asking, Bar, Had, bars},
    handout::recipient::{of_code, of_site},
    views::{
        item::{Entitled, Item, entitlements, items},
        stay::{Standing, standing},
    },
};
use access::{Answer, Kind, Param, Query, Reading, ViewDef};
use kernel::{HandOutId, HouseholdId, ItemId, PersonId, Problem, SubjectId};
use log::{Sql, StoreError, params};
use people::Member;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

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

/// Somebody of the household, with what counts for them.
struct Person {
    id: PersonId,
    name: String,
    had: Vec<Had>,
    stands: Standing,
}

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let id = asked(reading, query)?.ok_or_else(Problem::not_found)?;
    let household = people::household(reading.sql, id)?.ok_or_else(Problem::not_found)?;
    let members = people::members(reading.sql, id)?;
    let people = known(reading, &members)?;
    let items = items(reading.sql)?;
    let mut lines = Vec::new();
    for entitled in entitlements(reading.sql, reading.at.site, false)? {
        lines.push(line(reading, &entitled, items.get(&entitled.item), &people));
    }
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

fn known(reading: &mut Reading<'_>, members: &[Member]) -> Result<Vec<Person>, Problem> {
    let records = records(reading.sql, members.iter().map(|member| member.person.id))?;
    let site = reading.at.site;
    let mut out = Vec::with_capacity(members.len());
    for member in members {
        let own = records.get(&member.person.id).cloned().unwrap_or_default();
        let mut stands = Standing::default();
        for record in &own {
            let one = standing(reading.sql, *record, site)?;
            stands = Standing { resident: stands.resident || one.resident, present: stands.present || one.present };
        }
        let had = history(reading.sql, &own)?;
        out.push(Person { id: member.person.id, name: member.person.name().to_owned(), had, stands });
    }
    Ok(out)
}

/// One entitlement: for whom it is due, and what bars it for the others.
fn line(reading: &Reading<'_>, entitled: &Entitled, item: Option<&Item>, people: &[Person]) -> Value {
    let asking = |stands: Standing| Asking {
        at: reading.at.now,
        before: None,
        resident: stands.resident,
        present: stands.present,
        utc_offset_minutes: reading.at.utc_offset_minutes,
    };
    let barred = |had: &[Had], stands| bars(&entitled.rule, entitled.item, had, &asking(stands));
    let mut due: Vec<PersonId> = vec![];
    let mut not: Vec<Value> = vec![];
    if entitled.per_household {
        let had: BTreeSet<Had> = people.iter().flat_map(|person| person.had.iter().copied()).collect();
        let had: Vec<Had> = had.into_iter().collect();
        let any = |is: fn(&Standing) -> bool| people.iter().any(|person| is(&person.stands));
        let stands = Standing { resident: any(|stands| stands.resident), present: any(|stands| stands.present) };
        match barred(&had, stands).as_slice() {
            [] => due.extend(people.iter().map(|person| person.id)),
            bars => {
                not.push(json!({ "name": null, "bars": bars.iter().map(|bar| said(reading, bar)).collect::<Vec<_>>() }))
            }
        }
    } else {
        for person in people {
            match barred(&person.had, person.stands).as_slice() {
                [] => due.push(person.id),
                bars => {
                    let bars: Vec<Value> = bars.iter().map(|bar| said(reading, bar)).collect();
                    not.push(json!({ "name": person.name, "bars": bars }));
                }
            }
        }
    }
    let times = if entitled.per_household { i64::from(!due.is_empty()) } else { i64::try_from(due.len()).unwrap_or(0) };
    json!({
        "entitlement": entitled.entitlement, "item": entitled.item, "code": item.map(|item| &item.code),
        "name": item.map(|item| &item.name), "unit": item.map(|item| &item.unit), "each": entitled.quantity,
        "per_household": entitled.per_household, "quantity": entitled.quantity * times, "due": due, "not": not,
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
    let had: BTreeSet<Had> = people.iter().flat_map(|person| person.had.iter().copied()).collect();
    let mut out = Vec::new();
    for had in had.into_iter().rev().take(EARLIER) {
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
