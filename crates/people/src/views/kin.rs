//! Who must not be parted without words: the people of a household; a child and the parent or caregiver, and children of one parent or
//! caregiver, of whatever household.

use super::{links::links, members::members, person::person};
use contracts::registration::LinkKind;
use kernel::{HouseholdId, PersonId, Problem};
use log::Sql;
use std::collections::{BTreeMap, BTreeSet};

/// Somebody who is moved, or who belongs to somebody who is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kin {
    /// Who.
    pub person: PersonId,
    /// The household.
    pub household: HouseholdId,
    /// Parents, children, those in their care and siblings by a common parent or caregiver, of whatever household.
    pub bonds: Vec<PersonId>,
}

/// The people named, the others of their households, and those bound to any of them. Whoever is not known is left out.
pub fn kin(sql: &mut dyn Sql, named: &[PersonId]) -> Result<Vec<Kin>, Problem> {
    let mut wanted: BTreeSet<PersonId> = named.iter().copied().collect();
    for one in named {
        if let Some(found) = person(sql, *one)? {
            wanted.extend(members(sql, found.household)?.into_iter().map(|member| member.person.id));
        }
    }
    let (mut out, mut bound) = (Vec::new(), BTreeSet::new());
    for one in &wanted {
        let bonds = bonds(sql, *one)?;
        bound.extend(bonds.iter().copied());
        out.extend(person(sql, *one)?.map(|found| Kin { person: *one, household: found.household, bonds }));
    }
    for one in bound.difference(&wanted) {
        out.extend(person(sql, *one)?.map(|found| Kin { person: *one, household: found.household, bonds: vec![] }));
    }
    Ok(out)
}

fn bonds(sql: &mut dyn Sql, one: PersonId) -> Result<Vec<PersonId>, Problem> {
    let binds = |is: LinkKind| matches!(is, LinkKind::ParentOf | LinkKind::CaregiverOf);
    let mut out = BTreeSet::new();
    for link in links(sql, one)?.iter().filter(|link| binds(link.is)) {
        out.insert(link.beside(one));
        if link.other == one {
            let children = links(sql, link.person)?;
            out.extend(children.iter().filter(|l| binds(l.is) && l.person == link.person).map(|l| l.other));
        }
    }
    out.remove(&one);
    Ok(out.into_iter().collect())
}

/// Groups who belong together and would be in more than one place, by household, of which somebody is `moved`. `place_of` says where the
/// others are; who is at no place parts nobody.
#[must_use]
pub fn parted<P: Ord + Copy>(
    kin: &[Kin],
    moved: &BTreeMap<PersonId, P>,
    place_of: impl Fn(PersonId) -> Option<P>,
) -> BTreeMap<HouseholdId, Vec<PersonId>> {
    let place = |person: PersonId| moved.get(&person).copied().or_else(|| place_of(person));
    let apart = |people: &BTreeSet<PersonId>| {
        let places: BTreeSet<P> = people.iter().filter_map(|person| place(*person)).collect();
        places.len() > 1 && people.iter().any(|person| moved.contains_key(person))
    };
    let mut groups: BTreeMap<HouseholdId, BTreeSet<PersonId>> = BTreeMap::new();
    for one in kin {
        groups.entry(one.household).or_default().insert(one.person);
    }
    groups.retain(|_, people| apart(people));
    for one in kin {
        for other in &one.bonds {
            let pair = BTreeSet::from([one.person, *other]);
            if apart(&pair) {
                groups.entry(one.household).or_default().extend(pair);
            }
        }
    }
    groups.into_iter().map(|(household, people)| (household, people.into_iter().collect())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(n: u128, household: u128, bonds: &[u128]) -> Kin {
        let id = uuid::Uuid::from_u128;
        let bonds = bonds.iter().map(|n| PersonId(id(*n))).collect();
        Kin { person: PersonId(id(n)), household: HouseholdId(id(household)), bonds }
    }

    fn found(kin: &[Kin], moved: &[(u128, u8)], others: &[(u128, u8)]) -> usize {
        let place = |of: &[(u128, u8)]| -> BTreeMap<PersonId, u8> {
            of.iter().map(|(n, place)| (PersonId(uuid::Uuid::from_u128(*n)), *place)).collect()
        };
        let others = place(others);
        parted(kin, &place(moved), |person| others.get(&person).copied()).values().map(Vec::len).sum()
    }

    #[test]
    fn a_household_in_two_places_is_parted_and_who_is_nowhere_parts_nobody() {
        let family = [one(1, 7, &[]), one(2, 7, &[]), one(3, 7, &[])];
        assert_eq!(found(&family, &[(1, 1)], &[]), 0);
        assert_eq!(found(&family, &[(1, 1)], &[(2, 2)]), 3);
        assert_eq!(found(&family, &[(1, 1), (2, 1)], &[(3, 1)]), 0);
    }

    #[test]
    fn a_child_is_parted_from_a_caregiver_of_another_household() {
        let aunt_and_child = [one(1, 7, &[2]), one(2, 8, &[1])];
        assert_eq!(found(&aunt_and_child, &[(2, 1)], &[(1, 2)]), 4);
        assert_eq!(found(&aunt_and_child, &[], &[(1, 2), (2, 1)]), 0);
    }
}
