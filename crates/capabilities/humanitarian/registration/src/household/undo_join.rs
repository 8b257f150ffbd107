//! Undo the joining of two households: both are as they were, with what happened to the first since then.

use super::{CompositionError, composition::changeable};
use crate::{
    facts::Fact,
    record::{self, Record},
};
use access::Command;
use kernel::{HouseholdId, SiteId, StreamId};
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
        let came = |person| household.member(person).is_some_and(|m| m.came_with == Some(self.from));
        let members = from.people();
        if !members.iter().all(|person| came(*person)) {
            return Err(CompositionError::MovedOn);
        }
        let mut facts = vec![
            Fact::JoinUndone { household: self.household, from: self.from },
            Fact::HouseholdResumed { household: self.from, members: members.clone() },
        ];
        let placed = |person| Fact::PersonPlaced { person, household: self.from, site };
        facts.extend(members.into_iter().map(placed));
        let head_goes = household.head.is_some_and(came);
        let stays = household.people().into_iter().find(|person| !came(*person));
        facts.extend(stays.filter(|_| head_goes).map(|head| Fact::HeadNamed { household: self.household, head }));
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
    fn a_member_who_moved_on_is_brought_back_first() {
        let mut given = joined();
        given.push(Fact::MemberLeft { household: house(1), person: fold(house(2), &two()).people()[1] });
        assert_eq!(undo(&given), Err(CompositionError::MovedOn));
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
