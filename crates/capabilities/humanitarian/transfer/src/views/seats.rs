//! Who sits where, by household, with a vehicle proposed for everybody who has no seat: who belongs together in one vehicle, none over its
//! seats.

use super::{
    convoy::{convoy, numbers, subjects, travellers},
    seated::Seated,
};
use crate::seat::{Group, propose};
use access::{Answer, Kind, Param, Query, Reading, ViewDef};
use kernel::{HouseholdId, PersonId, Problem, SiteId};
use people::{Kin, Person};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The seats of a convoy by its id, and what is proposed.
pub const SEATS: ViewDef =
    ViewDef { name: "seats", params: &[Param { name: "id", kind: Kind::Id, required: true }], columns: &[], read };

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let (id, row) = convoy(reading, query)?;
    let list = travellers(reading, id, false)?;
    let numbers = numbers(reading, &list)?;
    let seated = Seated::of(reading.sql, id, row.opt_text(6))?;
    let people: BTreeSet<PersonId> = list.iter().filter_map(|(row, _)| row.id(0)).collect();
    let proposed = proposed(reading, &people, &seated)?;
    let today = reading.at.today();
    let mut households: Vec<(Option<HouseholdId>, Vec<Value>)> = Vec::new();
    for (row, known) in &list {
        let Some(person) = row.id::<PersonId>(0) else { continue };
        let household = known.as_ref().map(|person| person.household);
        let one = json!({
            "person": person, "name": known.as_ref().map(Person::name), "vehicles": seated.planned(person),
            "child": known.as_ref().is_some_and(|person| person.age_on(today).0 < 18),
            "open": seated.is_open(person), "proposed": proposed.get(&person),
        });
        match households.last_mut().filter(|(last, _)| *last == household) {
            Some((_, people)) => people.push(one),
            None => households.push((household, vec![one])),
        }
    }
    let household = |(household, people): (Option<HouseholdId>, Vec<Value>)| json!({ "household": household, "number": household.and_then(|id| numbers.get(&id)), "people": people });
    let households: Vec<Value> = households.into_iter().map(household).collect();
    let value = json!({
        "convoy": id, "from": row.text(0), "to": row.id::<SiteId>(7), "standing": row.text(9),
        "loads": seated.loads(people.iter().copied(), &[]), "without": seated.without(people.iter().copied()), "proposed": proposed.len(), "households": households,
    });
    Ok(Answer::Record { value, subjects: subjects(&list) })
}

/// A vehicle for whoever has no seat.
fn proposed(
    reading: &mut Reading<'_>,
    people: &BTreeSet<PersonId>,
    seated: &Seated,
) -> Result<BTreeMap<PersonId, String>, Problem> {
    let without: Vec<PersonId> = people.iter().copied().filter(|person| seated.planned(*person).is_empty()).collect();
    if without.is_empty() || seated.vehicles.is_empty() {
        return Ok(BTreeMap::new());
    }
    let kin = people::kin(reading.sql, &without)?;
    let families = families(&kin, people);
    let index = |name: &str| seated.vehicles.iter().position(|vehicle| vehicle.name.as_str() == name);
    let mut free: Vec<u32> = seated.vehicles.iter().map(|vehicle| u32::from(vehicle.seats)).collect();
    for vehicle in people.iter().flat_map(|person| seated.planned(*person)) {
        if let Some(seats) = index(vehicle).and_then(|vehicle| free.get_mut(vehicle)) {
            *seats = seats.saturating_sub(1);
        }
    }
    let (mut groups, mut members) = (Vec::new(), Vec::new());
    for family in families {
        let with: BTreeSet<usize> =
            family.iter().flat_map(|person| seated.planned(*person)).filter_map(index).collect();
        let people: Vec<PersonId> = family.into_iter().filter(|person| seated.planned(*person).is_empty()).collect();
        // Whoever belongs to people in two vehicles is left to a person.
        if with.len() > 1 || people.is_empty() {
            continue;
        }
        let size = u32::try_from(people.len()).unwrap_or(u32::MAX);
        groups.push(Group { people: size, with: with.first().copied() });
        members.push(people);
    }
    let mut out = BTreeMap::new();
    for (people, vehicle) in members.into_iter().zip(propose(free, &groups)) {
        let Some(vehicle) = vehicle.and_then(|vehicle| seated.vehicles.get(vehicle)) else { continue };
        out.extend(people.into_iter().map(|person| (person, vehicle.name.to_string())));
    }
    Ok(out)
}

/// Those of `people` who belong together: a household and, over households, whoever is bound to one of it.
fn families(kin: &[Kin], people: &BTreeSet<PersonId>) -> Vec<BTreeSet<PersonId>> {
    let mut families: Vec<(BTreeSet<HouseholdId>, BTreeSet<PersonId>)> = Vec::new();
    for one in kin.iter().filter(|one| people.contains(&one.person)) {
        let bonds = one.bonds.iter().copied().filter(|other| people.contains(other));
        let mut family = (BTreeSet::from([one.household]), bonds.chain([one.person]).collect::<BTreeSet<_>>());
        // Whatever family this one touches is the same family.
        for (households, members) in std::mem::take(&mut families) {
            if households.is_disjoint(&family.0) && members.is_disjoint(&family.1) {
                families.push((households, members));
            } else {
                family.0.extend(households);
                family.1.extend(members);
            }
        }
        families.push(family);
    }
    families.into_iter().map(|(_, members)| members).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_bound_over_households_is_one_family_with_both() {
        let id = uuid::Uuid::from_u128;
        let kin = |n, household, bonds: &[u128]| Kin {
            person: PersonId(id(n)),
            household: HouseholdId(id(household)),
            bonds: bonds.iter().map(|n| PersonId(id(*n))).collect(),
        };
        let all = [kin(1, 7, &[]), kin(2, 7, &[3]), kin(3, 8, &[2]), kin(4, 8, &[]), kin(5, 9, &[6])];
        let people = (1..=5).map(|n| PersonId(id(n))).collect();
        let mut sizes: Vec<usize> = families(&all, &people).iter().map(BTreeSet::len).collect();
        sizes.sort_unstable();
        assert_eq!(sizes, [1, 4], "the sixth does not travel");
    }
}
