//! In what items are counted.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// In what an item is counted. Always whole: a sack is handed out, not a part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Single things.
    Piece,
    /// Kits: several things in one parcel.
    Kit,
    /// Meals.
    Meal,
    /// Packets, sacks, bottles.
    Packet,
    /// Kilograms.
    Kilogram,
    /// Litres.
    Litre,
}

impl Unit {
    /// Every unit, as in data.
    pub const NAMES: [&str; 6] = ["piece", "kit", "meal", "packet", "kilogram", "litre"];

    /// Its name in data.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Unit::Piece => "piece",
            Unit::Kit => "kit",
            Unit::Meal => "meal",
            Unit::Packet => "packet",
            Unit::Kilogram => "kilogram",
            Unit::Litre => "litre",
        }
    }
}
