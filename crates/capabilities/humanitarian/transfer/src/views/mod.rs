//! What can be read, and the tables behind it. Only here does transfer speak SQL.

mod arrivals;
mod convoy;
mod convoys;
mod items;
mod manifest;
mod rules;
mod seat_rules;
mod seat_table;
mod seated;
mod seats;
mod stay_table;
mod tables;
mod travellers;

use access::ViewDef;
use log::View;

pub(crate) use arrivals::ARRIVALS;
pub(crate) use items::{is_explained, open_item};
pub(crate) use seated::Load;
pub(crate) use travellers::{counted, destination, is_here, whereabouts};

/// The views.
pub fn views() -> Vec<ViewDef> {
    vec![
        convoys::CONVOYS,
        convoy::CONVOY,
        seats::SEATS,
        manifest::MANIFEST,
        items::ITEMS,
        arrivals::ARRIVALS,
        people::FIND,
    ]
}

/// The read tables.
pub fn projections() -> Vec<View> {
    vec![tables::TABLES, stay_table::TABLE]
}
