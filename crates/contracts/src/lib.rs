//! Facts that cross a capability's border, and what is printed to carry them. One file per giver; `schemas/` keeps the shape of each
//! giver's facts, and a test holds them to it.

pub mod convoy;
pub mod handover;
pub mod instrument;
pub mod number;
pub mod registration;
pub mod site;
pub mod stay;
pub mod token;
