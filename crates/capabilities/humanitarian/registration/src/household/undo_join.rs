//! Undo the joining of two households: both are as they would be had they never been joined. What happened in between stays with whom
//! it happened to: a newborn with the household that she was recorded in, and who has moved on where they went.

use super::{CompositionError, composition::changeable};
use crate::{
    facts::Fact,
    record::{self, Record},
};
use access::Command;
use kernel::{HouseholdId, PersonId, SiteId, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Undoes a joining.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UndoJoin {
    /// The household that stayed.
    pub household: HouseholdId,
    /// The household whose members joined it.
    pub from: HouseholdId,
}

impl Command for UndoJoin {
    const NAME: &'static str = "undo_join";
    type State = Record;
    type Error = CompositionError;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.household.into(), self.from.into()]
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        record::site(past)
    }

    fn decide(&self, past: &Past<Record>, _: &At) -> Result<Vec<Fact>, CompositionError> {
        let (household, site) = changeable(past, self.household)?;
        let from = &past.of(self.from).household;
        if from.rests_with != Some(self.household) {
            return Err(CompositionError::NotJoined);
        }
        let came = |person: PersonId| household.member(person).is_some_and(|m| m.came_with == Some(self.from));
        let members: Vec<PersonId> = from.people().into_iter().filter(|person| came(*person)).collect();
        let first = *members.first().ok_or(CompositionError::MovedOn)?;
        let mut facts = vec![
            Fact::JoinUndone { household: self.household, from: self.from },
            Fact::HouseholdResumed { household: self.from, members: members.clone() },
        ];
        let placed = |person: &PersonId| Fact::PersonPlaced { person: *person, household: self.from, site };
        facts.extend(members.iter().map(placed));
        if !from.head.is_some_and(|head| members.contains(&head)) {
            facts.push(Fact::HeadNamed { household: self.from, head: first });
        }
        if household.head.is_some_and(came) {
            let stays = household.people().into_iter().find(|person| !came(*person));
            let head = household.spoke.last().copied().or(stays);
            facts.extend(head.map(|head| Fact::HeadNamed { household: self.household, head }));
        }
        Ok(facts)
    }

    fn example() -> Self {
        let id = |n| HouseholdId(uuid::Uuid::from_u128(n));
        Self { household: id(1), from: id(2) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::household::{
        JoinHouseholds, Relationship,
        register_household::tests::{at, fold, house, past_of, registered},
    };

    fn two() -> Vec<Fact> {
        [registered(house(1), &["Hawa", "Issa"]), registered(house(2), &["Mariam", "Ali"])].concat()
    }

    fn joined() -> Vec<Fact> {
        let facts = JoinHouseholds::example().decide(&past_of(&[house(1), house(2)], &two()), &at()).unwrap();
        [two(), facts].concat()
    }

    fn undo(given: &[Fact]) -> Result<Vec<Fact>, CompositionError> {
        UndoJoin::example().decide(&past_of(&[house(1), house(2)], given), &at())
    }

    #[test]
    fn undoing_restores_both_households_exactly() {
        let all = [joined(), undo(&joined()).unwrap()].concat();
        for id in [house(1), house(2)] {
            assert_eq!(fold(id, &all), fold(id, &two()));
        }
    }

    #[test]
    fn what_happened_to_the_first_household_since_then_stays() {
        let newborn = at().id(50);
        let born = Fact::MemberJoined { household: house(1), person: newborn, relationship: Relationship::Grandchild };
        let given = [joined(), vec![born]].concat();
        let all = [given.clone(), undo(&given).unwrap()].concat();
        let mut people = fold(house(1), &two()).people();
        people.push(newborn);
        assert_eq!(fold(house(1), &all).people(), people);
        assert_eq!(fold(house(2), &all), fold(house(2), &two()));
    }

    #[test]
    fn who_moved_on_stays_where_they_went_and_the_next_speaks_for_the_household() {
        let people = fold(house(2), &two()).people();
        let left = |n: usize| Fact::MemberLeft { household: house(1), person: people[n] };
        let given = [joined(), vec![left(0)]].concat();
        let household = fold(house(2), &[given.clone(), undo(&given).unwrap()].concat());
        assert_eq!((household.people(), household.head), (vec![people[1]], Some(people[1])));
        assert_eq!(household.members[0].relationship, Relationship::Head);
        assert_eq!(undo(&[given, vec![left(1)]].concat()), Err(CompositionError::MovedOn));
    }

    #[test]
    fn who_spoke_for_the_household_speaks_for_it_again() {
        let (own, came) = (fold(house(1), &two()).people(), fold(house(2), &two()).people());
        let named = |head| Fact::HeadNamed { household: house(1), head };
        let before = [two(), vec![named(own[1])]].concat();
        let joining = JoinHouseholds::example().decide(&past_of(&[house(1), house(2)], &before), &at()).unwrap();
        let given = [before.clone(), joining, vec![named(came[0])]].concat();
        let all = [given.clone(), undo(&given).unwrap()].concat();
        assert_eq!(fold(house(1), &all), fold(house(1), &before));
    }

    #[test]
    fn an_erased_member_does_not_come_back() {
        let mut given = joined();
        let gone = fold(house(2), &two()).people()[0];
        for household in [house(1), house(2)] {
            given.push(Fact::MemberLeft { household, person: gone });
        }
        let all = [given.clone(), undo(&given).unwrap()].concat();
        let household = fold(house(2), &all);
        assert_eq!((household.people().len(), household.head), (1, Some(household.people()[0])));
    }

    #[test]
    fn what_was_not_joined_is_not_undone() {
        assert_eq!(undo(&two()), Err(CompositionError::NotJoined));
    }
}
