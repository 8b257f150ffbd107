//! Erasure: of one record, and of those that were kept as long as allowed.

pub mod erase;
pub mod retention;
