//! The family-unity guard: who belongs together and would be in different units. A household; a child and the parent or
//! caregiver, of whatever household.

use super::Known;
use kernel::{HouseholdId, PersonId, UnitId};
use std::collections::{BTreeMap, BTreeSet};

/// Groups of which somebody is in `moved` and whose members would be in more than one unit. Who has no place yet parts nobody.
#[must_use]
pub fn parted(
    known: &[Known],
    moved: &BTreeMap<PersonId, UnitId>,
    unit_of: impl Fn(PersonId) -> Option<UnitId>,
) -> BTreeMap<HouseholdId, Vec<PersonId>> {
    let placed = |person: PersonId| moved.get(&person).copied().or_else(|| unit_of(person));
    let apart = |people: &BTreeSet<PersonId>| {
        let units: BTreeSet<UnitId> = people.iter().filter_map(|person| placed(*person)).collect();
        units.len() > 1 && people.iter().any(|person| moved.contains_key(person))
    };
    let mut groups: BTreeMap<HouseholdId, BTreeSet<PersonId>> = BTreeMap::new();
    for one in known {
        groups.entry(one.household).or_default().insert(one.person);
    }
    groups.retain(|_, people| apart(people));
    for one in known {
        for other in &one.bonds {
            let pair = BTreeSet::from([one.person, *other]);
            if apart(&pair) {
                groups.entry(one.household).or_default().extend(pair);
            }
        }
    }
    groups.into_iter().map(|(household, people)| (household, people.into_iter().collect())).collect()
}
