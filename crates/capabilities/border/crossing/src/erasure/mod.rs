//! How long records are kept, and how a person's records end: two officers, a ground, nothing left to read.

pub mod basis;
pub mod erase_due;
pub mod erase_group;
pub mod erase_traveller;
pub mod erased;
pub mod problem;
pub mod retention;
pub mod set_retention;
