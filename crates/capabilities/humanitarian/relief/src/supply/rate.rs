//! A rate as the manager states it, in whole numbers: 3 meals for 1 person in 1 day; 1 kit for 5 people who arrive.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

kernel::code_words! {
    /// Of whom it is reckoned.
    RateBasis {
        /// People who are there, day by day.
        Day = "day",
        /// People who arrive, once.
        Arrival = "arrival",
    }
}

/// How much of an item so many people use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Rate {
    /// Of whom it is reckoned.
    pub basis: RateBasis,
    /// How many of the item.
    pub quantity: u32,
    /// For how many people.
    pub people: u32,
    /// In how many days; 1 for people who arrive.
    pub days: u32,
}

impl Rate {
    /// Most of each number.
    pub const MOST: u32 = 10_000;

    /// Whether its numbers can be: 1 to [`Self::MOST`], a quantity of 0 where nothing is used any more.
    #[must_use]
    pub fn holds_together(self) -> bool {
        self.quantity <= Self::MOST
            && (1..=Self::MOST).contains(&self.people)
            && (1..=Self::MOST).contains(&self.days)
            && (self.basis == RateBasis::Day || self.days == 1)
    }
}
