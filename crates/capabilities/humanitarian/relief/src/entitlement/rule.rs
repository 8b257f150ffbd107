//! The rule of an entitlement, as a manager states it. The five conditions are those that distribution teams already know from
//! other systems; each alone can be explained to the person at the table.

use kernel::ItemId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Longest interval: five years.
pub const MOST_HOURS: u32 = 5 * 366 * 24;
/// Most times a day.
pub const MOST_PER_DAY: u16 = 24;

kernel::code_words! {
    /// For whom one quantity is.
    Basis {
        /// For each person.
        Person = "person",
        /// For the household as a whole.
        Household = "household",
    }
}

/// When it is due. Without any condition it is due whenever somebody asks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Rule {
    /// Once, and never again.
    pub once: bool,
    /// Hours that must lie between two hand-outs of the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_interval_hours: Option<u32>,
    /// Hand-outs of the item on one day of the site, at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_per_day: Option<u16>,
    /// Only for people who stay at the site, there or away for a while.
    pub residents_only: bool,
    /// Only for people who are there now.
    pub presence_required: bool,
    /// Not for whoever had one of these: within the interval where there is one, otherwise ever.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub excluded_by: BTreeSet<ItemId>,
}

impl Rule {
    /// Whether its numbers can be.
    #[must_use]
    pub fn holds_together(&self) -> bool {
        self.min_interval_hours.is_none_or(|hours| (1..=MOST_HOURS).contains(&hours))
            && self.max_per_day.is_none_or(|times| (1..=MOST_PER_DAY).contains(&times))
    }
}
