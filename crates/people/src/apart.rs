//! Why people who belong together are kept apart: somebody answers for it, in words.

use kernel::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

kernel::code_words! {
    /// Why people who belong together are kept apart.
    ApartReason {
        /// No place or vehicle takes all of them.
        NoPlaceTogether = "no_place_together",
        /// They asked for it themselves.
        OwnWish = "own_wish",
        /// Somebody is safer so.
        Safety = "safety",
        /// For their health.
        Health = "health",
    }
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
