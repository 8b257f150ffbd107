//! Replace a card that was lost or cannot be read; the old one is revoked with the same act.

use super::{
    CardEnd, CardError,
    issue_card::{holder, next_card, serial_in},
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
use serde_json::Value;

/// Replaces a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReplaceCard {
    /// The household.
    pub household: HouseholdId,
    /// What became of the old card.
    pub why: CardEnd,
}

impl Command for ReplaceCard {
    const NAME: &'static str = "replace_card";
    type State = Record;
    type Error = CardError;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.household.into()]
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        record::site(past)
    }

    fn decide(&self, past: &Past<Record>, at: &At) -> Result<Vec<Fact>, CardError> {
        let household = holder(past)?;
        let card = household.card.as_ref().filter(|card| card.ended.is_none()).ok_or(CardError::NoCard)?;
        let ended = Fact::CardEnded { household: self.household, serial: card.serial, why: self.why };
        Ok(vec![ended, next_card(self.household, household, at)])
    }

    fn answer(&self, facts: &[Fact], _: &At) -> Value {
        serial_in(facts)
    }

    fn example() -> Self {
        Self { household: HouseholdId(uuid::Uuid::from_u128(1)), why: CardEnd::Lost }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::household::tests_support::{at, fold, house, past_of, registered};

    #[test]
    fn the_old_card_ends_and_the_new_one_has_the_next_number() {
        let mut given = registered(house(1), &["Hawa"]);
        let decide = |given: &[Fact]| ReplaceCard::example().decide(&past_of(&[house(1)], given), &at());
        assert_eq!(decide(&given), Err(CardError::NoCard));
        given.push(Fact::CardIssued { household: house(1), serial: 1, on: at().today() });
        let facts = decide(&given).unwrap();
        assert_eq!(facts[0], Fact::CardEnded { household: house(1), serial: 1, why: CardEnd::Lost });
        let card = fold(house(1), &[given, facts].concat()).card.unwrap();
        assert_eq!((card.serial, card.ended), (2, None));
    }
}
