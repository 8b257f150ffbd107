//! So many of an item.

use super::StockError;
use crate::views;
use access::Here;
use kernel::{ItemId, Problem};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Most of an item in one line.
pub const MOST_QUANTITY: u32 = 1_000_000;
/// Most lines at once.
pub const MOST_LINES: usize = 60;

/// So many of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// The item.
    pub item: ItemId,
    /// How many.
    pub quantity: u32,
}

/// Refuses lines that cannot be: none, too many, an item twice, a quantity that cannot be. Nothing of an item can be counted on
/// arrival (`least` 0), but not sent or handed out (1).
pub fn check(lines: &[Line], least: u32) -> Result<(), StockError> {
    if lines.is_empty() || lines.len() > MOST_LINES {
        return Err(StockError::HowMany);
    }
    let items: BTreeSet<ItemId> = lines.iter().map(|line| line.item).collect();
    if items.len() < lines.len() {
        return Err(StockError::Twice);
    }
    if lines.iter().any(|line| line.quantity < least || line.quantity > MOST_QUANTITY) {
        return Err(StockError::Quantity);
    }
    Ok(())
}

/// Refuses items that nobody described.
pub fn look_up(here: &mut Here<'_>, items: impl IntoIterator<Item = ItemId>) -> Result<(), Problem> {
    for item in items {
        if !views::is_item(here.sql, item)? {
            return Err(StockError::NoSuchItem.into());
        }
    }
    Ok(())
}
