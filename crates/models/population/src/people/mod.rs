//! Who the people are: households, names, births, what they carry.

mod birth;
mod given_names;
pub(crate) mod household;
mod names;
pub(crate) mod person;

pub(crate) use names::Named;
