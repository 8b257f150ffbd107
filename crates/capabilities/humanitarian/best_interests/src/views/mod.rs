//! What can be read, and the tables behind it. Only here does this capability speak SQL.

mod child;
mod procedure;
mod procedures;
mod tables;

use access::ViewDef;
use log::View;

pub(crate) use procedures::PROCEDURES;

/// The views.
pub fn views() -> Vec<ViewDef> {
    vec![PROCEDURES, procedure::PROCEDURE, child::CHILD, people::FIND]
}

/// The read tables.
pub fn projections() -> Vec<View> {
    vec![tables::TABLES]
}
