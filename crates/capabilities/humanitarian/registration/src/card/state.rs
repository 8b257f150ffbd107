//! The card as the household's record knows it.

use kernel::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A card that was made out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Its number among the household's cards, from 1.
    pub serial: u16,
    /// The day it was made out.
    pub issued: Date,
    /// Why it is no longer valid, if it is not.
    pub ended: Option<CardEnd>,
}

/// Why a card is no longer valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CardEnd {
    /// Lost or stolen.
    Lost,
    /// Cannot be read any more.
    Damaged,
    /// Made out by mistake.
    Mistaken,
    /// The household asked for it, or no longer exists.
    Returned,
}

impl CardEnd {
    /// Every reason, in the order of forms.
    pub const ALL: [&'static str; 4] = ["lost", "damaged", "mistaken", "returned"];
}
