//! What can be read, and the tables behind it. Only here does registration speak SQL.

mod born;
mod card;
mod find;
mod handovers;
mod household;
mod household_tables;
mod households;
mod lookups;
mod name_tables;
mod people_tables;
mod person;
mod receipt;
mod statistics;

use access::ViewDef;
use log::View;

pub(crate) use lookups::{households_of, is_number_taken, photo_of};

/// The views.
pub fn views() -> Vec<ViewDef> {
    vec![
        handovers::HANDOVERS,
        households::HOUSEHOLDS,
        household::HOUSEHOLD,
        card::CARD,
        person::PERSON,
        find::FIND,
        receipt::RECEIPT,
        statistics::STATISTICS,
    ]
}

/// The read tables.
pub fn projections() -> Vec<View> {
    vec![handovers::TABLE, household_tables::TABLES, people_tables::TABLES, name_tables::TABLES, statistics::TABLE]
}
