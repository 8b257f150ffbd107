//! Why people who belong together are kept apart: somebody answers for it, in words.

use kernel::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Why people who belong together are kept apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ApartReason {
    /// No place or vehicle takes all of them.
    NoPlaceTogether,
    /// They asked for it themselves.
    OwnWish,
    /// Somebody is safer so.
    Safety,
    /// For their health.
    Health,
}

impl ApartReason {
    /// Every reason, as in data; the words are under `people-apart`.
    pub const NAMES: [&str; 4] = ["no_place_together", "own_wish", "safety", "health"];
}

/// Why people who belong together are kept apart, and until when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Apart {
    /// The reason.
    pub reason: ApartReason,
    /// In words, with until when.
    pub note: Text<200>,
}
