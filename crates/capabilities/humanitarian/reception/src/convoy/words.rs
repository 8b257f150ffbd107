//! The words of convoys.

use kernel::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How people come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ConvoyKind {
    /// By road, in vehicles.
    Road,
    /// From a vessel.
    Disembarkation,
    /// On foot, accompanied or announced.
    OnFoot,
}

impl ConvoyKind {
    /// Every kind, as in data.
    pub const NAMES: [&str; 3] = ["road", "disembarkation", "on_foot"];
}

/// Where somebody is who left and did not arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MissingReason {
    /// Did not board after all.
    StayedBehind,
    /// Got off on the way of their own will.
    GotOff,
    /// Was brought to a hospital.
    Hospital,
    /// Died on the way.
    Died,
    /// Arrived with another convoy.
    OtherConvoy,
    /// Nobody knows: a question for tracing.
    Tracing,
    /// The count was wrong.
    Miscounted,
}

impl MissingReason {
    /// Every reason, as in data.
    pub const NAMES: [&str; 7] =
        ["stayed_behind", "got_off", "hospital", "died", "other_convoy", "tracing", "miscounted"];
}

/// A vehicle or vessel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Vehicle {
    /// Plate, number or name.
    pub name: Text<40>,
    /// Seats for people carried.
    pub seats: u16,
}
