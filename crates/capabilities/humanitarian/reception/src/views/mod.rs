//! What can be read, and the tables behind it. Only here does reception speak SQL.

mod arrival;
mod item;
mod stay;
mod unit;

use access::ViewDef;
use log::View;

pub(crate) use item::open_item;
pub(crate) use stay::{is_expected, is_theirs};

/// The views.
pub fn views() -> Vec<ViewDef> {
    vec![
        unit::BOARD,
        unit::UNITS,
        unit::UNIT,
        unit::PLACES,
        stay::PRESENCE,
        stay::WAITING,
        stay::FIND_PLACES,
        stay::HOUSEHOLD,
        stay::OCCUPANCY,
        item::ITEMS,
        people::FIND,
    ]
}

/// The read tables.
pub fn projections() -> Vec<View> {
    vec![unit::TABLES, stay::TABLES, arrival::TABLES]
}
