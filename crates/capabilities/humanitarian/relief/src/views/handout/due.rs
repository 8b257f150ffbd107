//! What is due to the people of a household by an entitlement, and what bars the rest: from what counts for each of them now.

use super::history::history;
use crate::{
    entitlement::{Asking, Bar, Had, bars},
    views::{
        item::Entitled,
        stay::{Standing, standing},
    },
};
use kernel::{PersonId, Problem, SiteId};
use log::{At, Sql};
use people::Member;
use std::collections::BTreeSet;

/// Somebody of the household, with what counts for them.
pub(super) struct Person {
    pub id: PersonId,
    pub name: String,
    pub had: Vec<Had>,
    pub stands: Standing,
}

/// What an entitlement gives a household now.
pub(super) struct Due {
    /// For whom it is due.
    pub people: Vec<PersonId>,
    /// How many of the item in all.
    pub quantity: i64,
    /// What bars it: for one of them, by name, or for the household.
    pub not: Vec<(Option<String>, Vec<Bar>)>,
}

/// The members with what counts for each: their own record and those said to be of the same person.
pub(super) fn known(sql: &mut dyn Sql, members: &[Member], site: Option<SiteId>) -> Result<Vec<Person>, Problem> {
    members.iter().map(|member| person(sql, member.person.id, member.person.name(), site)).collect()
}

/// One person with what counts for them.
pub(super) fn person(sql: &mut dyn Sql, id: PersonId, name: &str, site: Option<SiteId>) -> Result<Person, Problem> {
    let records = people::same_person(sql, id)?.people;
    let mut stands = Standing::default();
    for record in &records {
        let one = standing(sql, *record, site)?;
        stands = Standing { resident: stands.resident || one.resident, present: stands.present || one.present };
    }
    Ok(Person { id, name: name.to_owned(), had: history(sql, &records)?, stands })
}

/// Everything that counts for anybody of them, each hand-out of an item once, the oldest first.
pub(super) fn together(people: &[Person]) -> Vec<Had> {
    let had: BTreeSet<Had> = people.iter().flat_map(|person| person.had.iter().copied()).collect();
    had.into_iter().collect()
}

/// What is due, and what is not.
pub(super) fn due(entitled: &Entitled, people: &[Person], at: &At) -> Due {
    let asking = |stands: Standing| Asking {
        at: at.now,
        before: None,
        resident: stands.resident,
        present: stands.present,
        utc_offset_minutes: at.utc_offset_minutes,
    };
    let barred = |had: &[Had], stands| bars(&entitled.rule, entitled.item, had, &asking(stands));
    let (mut due, mut not) = (vec![], vec![]);
    if entitled.per_household {
        let any = |is: fn(&Standing) -> bool| people.iter().any(|person| is(&person.stands));
        let stands = Standing { resident: any(|stands| stands.resident), present: any(|stands| stands.present) };
        let bars = barred(&together(people), stands);
        if bars.is_empty() {
            due.extend(people.iter().map(|person| person.id));
        } else {
            not.push((None, bars));
        }
    } else {
        for person in people {
            let bars = barred(&person.had, person.stands);
            if bars.is_empty() {
                due.push(person.id);
            } else {
                not.push((Some(person.name.clone()), bars));
            }
        }
    }
    let times = if entitled.per_household { usize::from(!due.is_empty()) } else { due.len() };
    let quantity = entitled.quantity.saturating_mul(i64::try_from(times).unwrap_or(i64::MAX));
    Due { people: due, quantity, not }
}
