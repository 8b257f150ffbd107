//! Issue a card to a registered household. It is proof of registration, not an identity or travel document, and says so.

use crate::{
    facts::Fact,
    household::Household,
    record::{self, Record},
};
use access::Command;
use kernel::{HouseholdId, Problem, SiteId, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Issues a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IssueCard {
    /// The household.
    pub household: HouseholdId,
}

/// Why a card is not issued, replaced or revoked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CardError {
    /// There is no such household here.
    NotFound,
    /// Nobody is registered in it.
    NotRegistered,
    /// Its members are with another household.
    Resting,
    /// It has a valid card: replace that.
    HasCard(u16),
    /// It has no valid card.
    NoCard,
}

impl From<CardError> for Problem {
    fn from(error: CardError) -> Self {
        match error {
            CardError::NotFound => Problem::not_found(),
            CardError::NotRegistered => Problem::conflict("REG-032"),
            CardError::Resting => Problem::conflict("REG-021"),
            CardError::HasCard(serial) => Problem::conflict("REG-030").with("serial", serial),
            CardError::NoCard => Problem::conflict("REG-031"),
        }
    }
}

impl Command for IssueCard {
    const NAME: &'static str = "issue_card";
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
        match &household.card {
            Some(card) if card.ended.is_none() => Err(CardError::HasCard(card.serial)),
            _ => Ok(vec![next_card(self.household, household, at)]),
        }
    }

    fn answer(&self, facts: &[Fact], _: &At) -> Value {
        serial_in(facts)
    }

    fn example() -> Self {
        Self { household: HouseholdId(uuid::Uuid::from_u128(1)) }
    }
}

/// The household, when it can hold a card.
pub(super) fn holder(past: &Past<Record>) -> Result<&Household, CardError> {
    let household = &past.main().household;
    if household.site.is_none() {
        Err(CardError::NotFound)
    } else if household.rests_with.is_some() {
        Err(CardError::Resting)
    } else if household.number.is_none() || household.members.is_empty() {
        Err(CardError::NotRegistered)
    } else {
        Ok(household)
    }
}

/// The fact of the household's next card.
pub(super) fn next_card(id: HouseholdId, household: &Household, at: &At) -> Fact {
    let serial = household.card.as_ref().map_or(1, |card| card.serial.saturating_add(1));
    Fact::CardIssued { household: id, serial, on: at.today() }
}

/// What the caller is told of a new card.
pub(super) fn serial_in(facts: &[Fact]) -> Value {
    let serial = facts.iter().find_map(|fact| match fact {
        Fact::CardIssued { serial, .. } => Some(*serial),
        _ => None,
    });
    json!({ "serial": serial })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::household::tests_support::{at, house, past_of, registered};

    #[test]
    fn a_household_gets_one_card() {
        let given = registered(house(1), &["Hawa"]);
        let first = IssueCard::example().decide(&past_of(&[house(1)], &given), &at()).unwrap();
        assert_eq!(first, [Fact::CardIssued { household: house(1), serial: 1, on: at().today() }]);
        let again = IssueCard::example().decide(&past_of(&[house(1)], &[given, first].concat()), &at());
        assert_eq!(again, Err(CardError::HasCard(1)));
    }

    #[test]
    fn nobody_holds_the_card_of_a_household_without_people() {
        let given = &registered(house(1), &["Hawa"])[..1];
        assert_eq!(IssueCard::example().decide(&past_of(&[house(1)], given), &at()), Err(CardError::NotRegistered));
        assert_eq!(IssueCard::example().decide(&past_of(&[house(1)], &[]), &at()), Err(CardError::NotFound));
    }
}
