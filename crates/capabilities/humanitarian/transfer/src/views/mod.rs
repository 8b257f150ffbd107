//! What can be read, and the tables behind it. Only here does transfer speak SQL.

mod convoy;
mod convoys;
mod items;
mod rules;
mod stay_table;
mod tables;
mod travellers;

use access::ViewDef;
use log::View;

pub(crate) use items::{is_explained, open_item};
pub(crate) use travellers::{counted, destination, is_here, whereabouts};

/// The views.
pub fn views() -> Vec<ViewDef> {
    vec![convoys::CONVOYS, convoy::CONVOY, convoy::MANIFEST, items::ITEMS, people::FIND]
}

/// The read tables.
pub fn projections() -> Vec<View> {
    vec![tables::TABLES, stay_table::TABLE]
}
