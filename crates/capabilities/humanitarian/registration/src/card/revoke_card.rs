//! Revoke a card. The household stays registered; other posts learn of it when they next exchange facts.

use super::{CardEnd, CardError};
use crate::{
    facts::Fact,
    record::{self, Record},
};
use access::Command;
use kernel::{HouseholdId, SiteId, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Revokes a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RevokeCard {
    /// The household.
    pub household: HouseholdId,
    /// Why.
    pub why: CardEnd,
}

impl Command for RevokeCard {
    const NAME: &'static str = "revoke_card";
    type State = Record;
    type Error = CardError;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.household.into()]
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        record::site(past)
    }

    fn decide(&self, past: &Past<Record>, _: &At) -> Result<Vec<Fact>, CardError> {
        // The card of a resting or emptied household can still be revoked: that is when it must be.
        let household = &past.main().household;
        household.site.ok_or(CardError::NotFound)?;
        let card = household.card.as_ref().filter(|card| card.ended.is_none()).ok_or(CardError::NoCard)?;
        Ok(vec![Fact::CardEnded { household: self.household, serial: card.serial, why: self.why }])
    }

    fn example() -> Self {
        Self { household: HouseholdId(uuid::Uuid::from_u128(1)), why: CardEnd::Returned }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::household::tests_support::{at, house, past_of, registered};

    #[test]
    fn a_revoked_card_is_not_revoked_again() {
        let mut given = registered(house(1), &["Hawa"]);
        given.push(Fact::CardIssued { household: house(1), serial: 3, on: at().today() });
        let decide = |given: &[Fact]| RevokeCard::example().decide(&past_of(&[house(1)], given), &at());
        let facts = decide(&given).unwrap();
        assert_eq!(facts, [Fact::CardEnded { household: house(1), serial: 3, why: CardEnd::Returned }]);
        assert_eq!(decide(&[given, facts].concat()), Err(CardError::NoCard));
    }
}
