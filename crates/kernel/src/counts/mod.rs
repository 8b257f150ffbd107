//! Counts of people: of a group by sex and age, and as they may be told.

mod group;
pub mod published;

pub use group::*;
