//! The words of lists.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Why somebody does not travel after all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnlistReason {
    /// They do not want to, or not now.
    OwnWish,
    /// They did not come to the place of departure.
    NotThere,
    /// Their health does not allow it.
    Health,
    /// They would not be safe.
    Safety,
    /// They go with another convoy.
    OtherConvoy,
    /// There is no seat left.
    NoSeat,
    /// They were listed by mistake.
    Mistake,
}

impl UnlistReason {
    /// Every reason, as in data.
    pub const NAMES: [&str; 7] = ["own_wish", "not_there", "health", "safety", "other_convoy", "no_seat", "mistake"];
}
