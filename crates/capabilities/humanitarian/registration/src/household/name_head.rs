//! Name another member as head: the person the household chooses to speak for it, woman or man.

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

/// Names another head.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NameHead {
    /// The household.
    pub household: HouseholdId,
    /// The member who speaks for it from now on.
    pub head: PersonId,
}

impl Command for NameHead {
    const NAME: &'static str = "name_head";
    type State = Record;
    type Error = CompositionError;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.household.into()]
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        record::site(past)
    }

    fn decide(&self, past: &Past<Record>, _: &At) -> Result<Vec<Fact>, CompositionError> {
        let (household, _) = changeable(past, self.household)?;
        household.member(self.head).ok_or(CompositionError::NotAMember)?;
        if household.head == Some(self.head) {
            return Err(CompositionError::Same);
        }
        Ok(vec![Fact::HeadNamed { household: self.household, head: self.head }])
    }

    fn example() -> Self {
        let id = uuid::Uuid::from_u128;
        Self { household: HouseholdId(id(1)), head: PersonId(id(2)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::household::register_household::tests::{at, fold, house, past_of, registered};

    #[test]
    fn another_member_speaks_for_the_household() {
        let given = registered(house(1), &["Hawa", "Issa"]);
        let people = fold(house(1), &given).people();
        let named = |head| {
            let command = NameHead { household: house(1), head };
            command.decide(&past_of(&[house(1)], &given), &at())
        };
        let facts = named(people[1]).unwrap();
        assert_eq!(fold(house(1), &[given.clone(), facts].concat()).head, Some(people[1]));
        assert_eq!(named(people[0]), Err(CompositionError::Same));
        assert_eq!(named(PersonId(uuid::Uuid::from_u128(9))), Err(CompositionError::NotAMember));
    }
}
