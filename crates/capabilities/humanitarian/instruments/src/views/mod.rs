//! What can be read, and the tables behind it. Only here is SQL spoken.

mod known;
mod sheet;
mod sheets;
mod tables;

use access::ViewDef;
use log::View;

pub(crate) use sheets::SHEETS;

/// The views.
pub fn views() -> Vec<ViewDef> {
    vec![SHEETS, sheet::SHEET]
}

/// The read tables.
pub fn projections() -> Vec<View> {
    vec![tables::TABLES]
}
