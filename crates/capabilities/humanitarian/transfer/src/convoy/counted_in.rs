//! People counted in one vehicle, and what a count says in all.

use super::{ConvoyError, announce_convoy::MOST_VEHICLES};
use crate::seat::VehicleName;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// People counted in one vehicle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CountedIn {
    /// The vehicle.
    pub name: VehicleName,
    /// How many.
    pub counted: u16,
}

/// The people counted in all: what is told in all, or in the vehicles together where that is more. Nothing told is no count.
pub(super) fn in_all(counted: Option<u16>, vehicles: &[CountedIn]) -> Result<u16, ConvoyError> {
    let names: BTreeSet<&VehicleName> = vehicles.iter().map(|vehicle| &vehicle.name).collect();
    if names.len() < vehicles.len() {
        return Err(ConvoyError::Twice);
    }
    if vehicles.len() > MOST_VEHICLES {
        return Err(ConvoyError::HowMany);
    }
    if counted.is_none() && vehicles.is_empty() {
        return Err(ConvoyError::NotCounted);
    }
    let together = vehicles.iter().fold(0u16, |sum, vehicle| sum.saturating_add(vehicle.counted));
    Ok(counted.unwrap_or(0).max(together))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_is_the_greater_of_all_and_of_the_vehicles_together() {
        let of = |name: &str, counted| CountedIn { name: VehicleName::parse(name).unwrap(), counted };
        let two = [of("A", 3), of("B", 4)];
        assert_eq!([None, Some(5), Some(9)].map(|counted| in_all(counted, &two)), [Ok(7), Ok(7), Ok(9)]);
        assert_eq!(in_all(None, &[]), Err(ConvoyError::NotCounted));
        assert_eq!(in_all(Some(1), &[of("A", 1), of("A", 0)]), Err(ConvoyError::Twice));
    }
}
