//! What can be read, and the tables behind it; people and households are read through [`people`]. Only here does registration
//! speak SQL.

mod card;
mod handovers;
mod household;
mod households;
mod papers;
mod person;
mod receipt;
mod statistics;

use access::ViewDef;
use log::View;

pub(crate) use households::{BED, LOOK};
pub(crate) use papers::photo_of;

/// The views.
pub fn views() -> Vec<ViewDef> {
    vec![
        handovers::HANDOVERS,
        households::HOUSEHOLDS,
        household::HOUSEHOLD,
        card::CARD,
        person::PERSON,
        people::FIND,
        receipt::RECEIPT,
        statistics::STATISTICS,
    ]
}

/// The read tables.
pub fn projections() -> Vec<View> {
    vec![handovers::TABLE, papers::TABLES, statistics::TABLE]
}
