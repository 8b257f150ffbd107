//! The words of stays.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where a stay stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Expected.
    Planned,
    /// There.
    Present,
    /// Away and expected back.
    Absent,
}

/// Why people who belong together are kept apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ApartReason {
    /// No place takes all of them.
    NoPlaceTogether,
    /// They asked for it themselves.
    OwnWish,
    /// Somebody is safer so.
    Safety,
    /// For their health.
    Health,
}

impl ApartReason {
    /// Every reason, as in data.
    pub const NAMES: [&str; 4] = ["no_place_together", "own_wish", "safety", "health"];
}

/// What a place for a person must have. It says what, never why.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PlaceNeeds {
    /// Reached without steps.
    pub no_steps: bool,
    /// Apart from others, as health staff asked.
    pub quarantine: bool,
}
