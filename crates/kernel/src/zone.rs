//! What must be kept apart. Each zone is a store of its own with keys of its own; only a disclosure crosses.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A zone (ARCHITECTURE.md, invariant 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Zone {
    /// Crossings, documents, permits, vehicles.
    Border,
    /// Registration, reception, protection, tracing, care. Never an input to screening.
    Humanitarian,
    /// Watch lists and casework on smuggling and trafficking.
    Security,
    /// What may be known to all: places, accounts, plans, alerts without personal data.
    Shared,
}

impl Zone {
    /// Every zone.
    pub const ALL: [Zone; 4] = [Zone::Border, Zone::Humanitarian, Zone::Security, Zone::Shared];

    /// Its name in file names, paths and data.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Zone::Border => "border",
            Zone::Humanitarian => "humanitarian",
            Zone::Security => "security",
            Zone::Shared => "shared",
        }
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The text names no zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoSuchZone;

impl FromStr for Zone {
    type Err = NoSuchZone;
    fn from_str(text: &str) -> Result<Self, NoSuchZone> {
        Zone::ALL.into_iter().find(|zone| zone.name() == text).ok_or(NoSuchZone)
    }
}
