//! The read tables and the reads over them. Only here is SQL about people spoken.

mod consents;
mod erased_table;
mod find;
mod household_tables;
mod households;
mod kin;
mod links;
mod listed_tables;
mod listing;
mod members;
mod name_tables;
mod named;
mod person;
mod person_tables;

use log::View;

pub use consents::{Consent, agrees, consents};
pub use erased_table::is_erased;
pub use find::{FIND, FOUND_AT_ONCE, Found, find};
pub use households::{Card, Household, Question, grouped, household, household_numbered, is_number_taken, joined_with};
pub use kin::{Kin, kin, parted};
pub use links::{Link, SamePerson, caregivers_of, children_of, in_care_of, links, parents_of, same_person};
pub use listing::{Listed, Listing, households};
pub use members::{Member, households_of, members, relationship};
pub use person::{Person, people, person};

/// The read tables.
pub(crate) fn projections() -> Vec<View> {
    vec![household_tables::TABLES, person_tables::TABLES, name_tables::TABLES, erased_table::TABLE]
}
