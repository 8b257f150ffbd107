//! What can be read, and the tables behind it. Only here does this capability speak SQL.

mod actions;
mod days;
mod gaps;
mod measurements;
mod population;
mod series;
mod site_of;
mod sites;
mod standing;
mod tables;

use access::ViewDef;
use log::View;

pub(crate) use measurements::MEASUREMENTS;
use site_of::site_of;

/// The views.
pub fn views() -> Vec<ViewDef> {
    vec![gaps::GAPS, series::SERIES, days::DAYS, MEASUREMENTS, actions::ACTIONS, sites::SITES]
}

/// The read tables.
pub fn projections() -> Vec<View> {
    vec![tables::STAYS, tables::TABLES]
}
