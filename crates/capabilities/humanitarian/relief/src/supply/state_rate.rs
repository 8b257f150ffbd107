//! State how much of an item people use: so many for so many people in so many days, or for people who arrive. Whose figure it is stands
//! beside it; the program brings none of its own.

use super::{Rate, RateBasis};
use crate::{
    facts::{Fact, rate_stream},
    record::Record,
    stock::line_look_up,
};
use access::{Command, Here};
use kernel::{ItemId, Problem, SiteId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// States a rate at the acting site; the last one stands. A quantity of 0 says that nothing is used any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StateRate {
    /// Of what.
    pub item: ItemId,
    /// People who are there, or people who arrive.
    pub basis: RateBasis,
    /// How many of the item.
    pub quantity: u32,
    /// For how many people.
    pub people: u32,
    /// In how many days; left out for people who arrive.
    #[serde(default = "one")]
    pub days: u32,
    /// Whose figure it is: a standard, a ration, the site's own experience.
    pub source: Text<120>,
}

fn one() -> u32 {
    1
}

/// Why a rate cannot be stated so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RateError {
    /// The user works at no site now.
    NoSite,
    /// A number that cannot be.
    Numbers,
}

impl From<RateError> for Problem {
    fn from(error: RateError) -> Self {
        match error {
            RateError::NoSite => Problem::refused("ACC-001"),
            RateError::Numbers => Problem::field("quantity", "RLF-018").with("most", Rate::MOST),
        }
    }
}

impl Command for StateRate {
    const NAME: &'static str = "state_rate";
    type State = Record;
    type Error = RateError;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        line_look_up(here, [self.item])
    }

    fn streams(&self, at: &At) -> Vec<StreamId> {
        // Who works at no site is refused before anything is recorded.
        vec![rate_stream(at.site.unwrap_or(SiteId(at.actor.0)), self.item)]
    }

    fn decide(&self, _: &Past<Record>, at: &At) -> Result<Vec<Fact>, RateError> {
        let site = at.site.ok_or(RateError::NoSite)?;
        let Self { item, basis, quantity, people, days, source } = self.clone();
        let rate = Rate { basis, quantity, people, days };
        if !rate.holds_together() {
            return Err(RateError::Numbers);
        }
        Ok(vec![Fact::RateStated { site, item, rate, source }])
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let source = Text::parse("ration of the site, agreed in November").unwrap();
        let item = ItemId(uuid::Uuid::from_u128(1));
        Self { item, basis: RateBasis::Day, quantity: 3, people: 1, days: 1, source }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stock::tests_support::at;

    #[test]
    fn numbers_that_cannot_be_are_refused() {
        let decide = |rate: StateRate| rate.decide(&Past::new(vec![]), &at()).map(|facts| facts.len());
        assert_eq!(decide(StateRate { people: 0, ..StateRate::example() }), Err(RateError::Numbers));
        let arrivals = StateRate { basis: RateBasis::Arrival, days: 30, ..StateRate::example() };
        assert_eq!(decide(arrivals), Err(RateError::Numbers));
        assert_eq!(decide(StateRate { quantity: 0, ..StateRate::example() }), Ok(1));
    }
}
