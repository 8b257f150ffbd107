//! Who has a seat where. A seat says which earlier ones it takes the place of, so that seats which two posts gave while apart both stand,
//! whichever is read first, until somebody gives another in place of them.

use super::VehicleName;
use kernel::{FactId, PersonId};
use std::collections::{BTreeMap, BTreeSet};

/// The seats of a convoy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seats {
    /// What each fact says of a person: a vehicle, or no seat any more.
    said: BTreeMap<PersonId, BTreeMap<FactId, Option<VehicleName>>>,
    /// Of a person, the facts in whose place there is another.
    over: BTreeSet<(PersonId, FactId)>,
}

impl Seats {
    /// Takes a fact that gives these people seats in place of those of the facts `after`.
    pub(crate) fn take(
        &mut self,
        people: &[PersonId],
        vehicle: Option<&VehicleName>,
        after: &BTreeSet<FactId>,
        by: FactId,
    ) {
        for person in people {
            self.said.entry(*person).or_default().insert(by, vehicle.cloned());
            self.over.extend(after.iter().map(|fact| (*person, *fact)));
        }
    }

    /// What holds about a person's seat: nothing, one fact, or several where posts that were apart gave one each.
    pub fn hold(&self, person: PersonId) -> impl Iterator<Item = (FactId, Option<&VehicleName>)> {
        let said = self.said.get(&person).into_iter().flatten();
        said.filter(move |(fact, _)| !self.over.contains(&(person, **fact)))
            .map(|(fact, vehicle)| (*fact, vehicle.as_ref()))
    }

    /// The vehicles in which a person has a seat.
    #[must_use]
    pub fn of(&self, person: PersonId) -> BTreeSet<&VehicleName> {
        self.hold(person).filter_map(|(_, vehicle)| vehicle).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_seats_given_apart_both_stand_until_another_takes_their_place() {
        let fact = |n| FactId(uuid::Uuid::from_u128(n));
        let (person, names) =
            (PersonId(uuid::Uuid::from_u128(1)), ["A", "B", "C"].map(|n| VehicleName::parse(n).unwrap()));
        let facts = [
            (fact(1), Some(&names[0]), BTreeSet::new()),
            (fact(2), Some(&names[1]), BTreeSet::from([fact(1)])),
            (fact(3), Some(&names[2]), BTreeSet::from([fact(1)])),
        ];
        let both: Vec<&VehicleName> = names[1..].iter().collect();
        for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2]] {
            let mut seats = Seats::default();
            for n in order {
                let (by, vehicle, after) = &facts[n];
                seats.take(&[person], *vehicle, after, *by);
            }
            assert_eq!(seats.of(person).into_iter().collect::<Vec<_>>(), both);
            seats.take(&[person], None, &BTreeSet::from([fact(2), fact(3)]), fact(4));
            assert!(seats.of(person).is_empty());
        }
    }
}
