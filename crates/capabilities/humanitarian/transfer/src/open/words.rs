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
    /// In each vehicle that was counted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vehicles: Vec<CountedVehicle>,
}

/// How many have their seat in a vehicle, came of these, and were counted in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountedVehicle {
    /// The vehicle.
    pub name: String,
    /// With a seat in it.
    pub seated: u16,
    /// Of these, ticked at the arrival.
    pub came: u16,
    /// At departure, the smallest first.
    pub left: Vec<u16>,
    /// At arrival, the smallest first.
    pub arrived: Vec<u16>,
}

impl CountedVehicle {
    /// Whether its counts are not accounted for: as for a whole convoy, by those who have their seats in it.
    #[must_use]
    pub fn differ(&self) -> bool {
        differ((self.seated, self.came), &self.left, &self.arrived)
    }
}

impl Counted {
    /// Whether the counts are not accounted for, in all or in a vehicle.
    #[must_use]
    pub fn differ(&self) -> bool {
        differ((self.listed, self.came), &self.left, &self.arrived) || self.vehicles.iter().any(CountedVehicle::differ)
    }
}

/// Without a list all counts are one number. With one, as many arrive as are ticked, and as many leave as stand on the list; who is
/// missing by name accounts for a difference of one between the two.
fn differ((listed, came): (u16, u16), left: &[u16], arrived: &[u16]) -> bool {
    if listed == 0 {
        let mut all = left.iter().chain(arrived);
        let first = all.next();
        return all.any(|other| Some(other) != first);
    }
    let boarded = if arrived.is_empty() { listed } else { came.min(listed) };
    arrived.iter().any(|count| *count != came)
        || left.iter().any(|count| !(boarded..=listed.max(came)).contains(count))
        || left.iter().any(|count| Some(count) != left.first())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differ(listed: u16, came: u16, left: &[u16], arrived: &[u16]) -> bool {
        Counted { listed, came, left: left.to_vec(), arrived: arrived.to_vec(), vehicles: vec![] }.differ()
    }

    #[test]
    fn two_vehicles_that_are_right_together_are_open_where_each_is_wrong() {
        let vehicle = |seated, came, left, arrived| CountedVehicle {
            name: String::new(),
            seated,
            came,
            left: vec![left],
            arrived: vec![arrived],
        };
        let of = |vehicles| Counted { listed: 5, came: 5, left: vec![5], arrived: vec![5], vehicles };
        assert!(!of(vec![vehicle(3, 3, 3, 3), vehicle(2, 2, 2, 2)]).differ());
        assert!(of(vec![vehicle(3, 3, 2, 3), vehicle(2, 2, 3, 2)]).differ());
        // Who is missing by name accounts for the difference in the own vehicle.
        assert!(!vehicle(3, 2, 3, 2).differ() && vehicle(2, 2, 2, 1).differ());
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
