//! The words of what is open.

use serde::{Deserialize, Serialize};

kernel::code_words! {
    /// Where somebody is who was to arrive and did not.
    MissingReason {
        /// Did not board after all.
        StayedBehind = "stayed_behind",
        /// Got off on the way of their own will.
        GotOff = "got_off",
        /// Was brought to a hospital.
        Hospital = "hospital",
        /// Died on the way.
        Died = "died",
        /// Arrived with another convoy, or later.
        OtherConvoy = "other_convoy",
        /// Is there, and was not seen when people were counted.
        Miscounted = "miscounted",
        /// Nobody knows yet: somebody asks for them. It explains nothing, and the item stays open.
        Tracing = "tracing",
    }
}

/// How many stood on the list and were ticked, and what was counted at departure and arrival; several where two posts counted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counted {
    /// On the list.
    pub listed: u16,
    /// Ticked at the arrival.
    pub came: u16,
    /// At departure, the smallest first.
    pub left: Vec<u16>,
    /// At arrival, the smallest first.
    pub arrived: Vec<u16>,
}

impl Counted {
    /// Whether the counts are not accounted for. Without a list all counts are one number. With one, as many arrive as are ticked, and as
    /// many leave as stand on the list; who is missing by name accounts for a difference of one between the two.
    #[must_use]
    pub fn differ(&self) -> bool {
        if self.listed == 0 {
            let mut all = self.left.iter().chain(&self.arrived);
            let first = all.next();
            return all.any(|other| Some(other) != first);
        }
        let boarded = if self.arrived.is_empty() { self.listed } else { self.came.min(self.listed) };
        self.arrived.iter().any(|count| *count != self.came)
            || self.left.iter().any(|count| !(boarded..=self.listed.max(self.came)).contains(count))
            || self.left.iter().any(|count| Some(count) != self.left.first())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differ(listed: u16, came: u16, left: &[u16], arrived: &[u16]) -> bool {
        Counted { listed, came, left: left.to_vec(), arrived: arrived.to_vec() }.differ()
    }

    #[test]
    fn without_a_list_all_counts_are_one_number() {
        assert!(!differ(0, 0, &[], &[]) && !differ(0, 0, &[28], &[28]));
        assert!(differ(0, 0, &[28], &[27]) && differ(0, 0, &[], &[27, 28]));
    }

    #[test]
    fn with_a_list_a_count_is_that_of_the_names() {
        assert!(
            !differ(5, 0, &[], &[]) && !differ(5, 0, &[5], &[]) && differ(5, 0, &[6], &[]) && differ(5, 0, &[4], &[])
        );
        // One is missing by name, on the way or since the departure: nothing else is open.
        assert!(!differ(5, 4, &[5], &[4]) && !differ(5, 4, &[4], &[4]));
        assert!(differ(5, 4, &[5], &[5]) && differ(5, 5, &[6], &[5]) && differ(5, 5, &[5, 6], &[5]));
    }
}
