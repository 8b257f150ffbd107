//! Join two households that live and decide together. Nothing is merged: the second record rests, with its number and card, and
//! `undo_join` brings it back as it was.

use super::{
    CompositionError,
    composition::{MOST_MEMBERS, both_changeable},
};
use crate::{
    facts::Fact,
    record::{self, Record},
};
use access::Command;
use kernel::{HouseholdId, SiteId, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Joins two households.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct JoinHouseholds {
    /// The household that stays.
    pub household: HouseholdId,
    /// The household whose members join it.
    pub from: HouseholdId,
}

impl Command for JoinHouseholds {
    const NAME: &'static str = "join_households";
    type State = Record;
    type Error = CompositionError;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.household.into(), self.from.into()]
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        record::site(past)
    }

    fn decide(&self, past: &Past<Record>, _: &At) -> Result<Vec<Fact>, CompositionError> {
        let (household, from, site) = both_changeable(past, self.household, self.from)?;
        if household.members.len() + from.members.len() > MOST_MEMBERS {
            return Err(CompositionError::TooMany);
        }
        let mut facts = vec![
            Fact::HouseholdsJoined { household: self.household, from: self.from, members: from.people() },
            Fact::HouseholdRested { household: self.from, with: self.household },
        ];
        let placed = |person| Fact::PersonPlaced { person, household: self.household, site };
        facts.extend(from.people().into_iter().map(placed));
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
    use crate::household::register_household::tests::{at, fold, house, past_of, registered};

    fn two() -> Vec<Fact> {
        [registered(house(1), &["Hawa", "Issa"]), registered(house(2), &["Mariam", "Ali"])].concat()
    }

    #[test]
    fn the_members_of_both_are_in_one_and_the_other_rests() {
        let facts = JoinHouseholds::example().decide(&past_of(&[house(1), house(2)], &two()), &at()).unwrap();
        let all = [two(), facts].concat();
        let mut people = fold(house(1), &two()).people();
        people.extend(fold(house(2), &two()).people());
        assert_eq!(fold(house(1), &all).people(), people);
        assert_eq!(fold(house(2), &all).rests_with, Some(house(1)));
    }

    #[test]
    fn a_resting_household_joins_no_third() {
        let mut facts = two();
        facts.push(Fact::HouseholdRested { household: house(2), with: house(3) });
        let decided = JoinHouseholds::example().decide(&past_of(&[house(1), house(2)], &facts), &at());
        assert_eq!(decided, Err(CompositionError::Resting));
    }

    #[test]
    fn a_household_is_not_joined_to_itself() {
        let command = JoinHouseholds { household: house(1), from: house(1) };
        assert_eq!(command.decide(&past_of(&[house(1)], &two()), &at()), Err(CompositionError::Same));
    }
}
