//! The card as the household's record knows it.

use contracts::registration::CardEnd;
use kernel::Date;

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
