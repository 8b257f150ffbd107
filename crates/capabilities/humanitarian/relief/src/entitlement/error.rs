//! Why an entitlement cannot be changed so.

use super::rule::{MOST_HOURS, MOST_PER_DAY};
use kernel::Problem;

/// Why an entitlement cannot be changed so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntitlementError {
    /// There is no such entitlement.
    NotFound,
    /// The user works at no site now.
    NoSite,
    /// There is no such item.
    NoSuchItem,
    /// Nothing, or more than a hand-out may hold.
    Quantity,
    /// An interval or a number of times a day that cannot be.
    Rule,
    /// It has ended already.
    Already,
}

impl From<EntitlementError> for Problem {
    fn from(error: EntitlementError) -> Self {
        match error {
            EntitlementError::NotFound => Problem::not_found(),
            EntitlementError::NoSite => Problem::refused("ACC-001"),
            EntitlementError::NoSuchItem => Problem::field("item", "RLF-002"),
            EntitlementError::Quantity => {
                Problem::field("quantity", "RLF-004").with("most", crate::stock::MOST_QUANTITY)
            }
            EntitlementError::Rule => {
                Problem::field("rule", "RLF-010").with("hours", MOST_HOURS).with("times", MOST_PER_DAY)
            }
            EntitlementError::Already => Problem::conflict("RLF-005"),
        }
    }
}
