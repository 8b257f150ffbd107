//! Vehicles in which people cross.

use kernel::{StreamId, Text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

kernel::code_words! {
    /// What a vehicle is.
    VehicleKind {
        /// Car.
        Car = "car",
        /// Bus or minibus.
        Bus = "bus",
        /// Lorry.
        Lorry = "lorry",
        /// Motorcycle or tricycle.
        Motorcycle = "motorcycle",
        /// Cart or animal.
        Cart = "cart",
        /// Anything else.
        Other = "other",
    }
}

/// A vehicle as an officer states it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Vehicle {
    /// What it is.
    pub kind: VehicleKind,
    /// Its plate, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plate: Option<Text<20>>,
}

/// A vehicle as recorded: with the fingerprint of its plate, by which it is found again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenVehicle {
    /// What was stated.
    #[serde(flatten)]
    pub stated: Vehicle,
    /// The fingerprint.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plate_key: Option<StreamId>,
}

/// A plate without what people write differently: case, spaces, marks.
#[must_use]
pub fn bare_plate(plate: &str) -> String {
    kernel::text::latin_digits(plate).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plate_is_the_same_however_it_is_written() {
        assert_eq!(bare_plate("tc 12-34 a"), bare_plate("TC١٢٣٤A"));
    }
}
