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

/// What a place for a person must have. It says what, never why.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PlaceNeeds {
    /// Reached without steps.
    pub no_steps: bool,
    /// Apart from others, as health staff asked.
    pub quarantine: bool,
}
