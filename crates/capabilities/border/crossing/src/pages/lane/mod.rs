//! The lane desk, and the records that it makes.

pub mod correction;
pub mod crossing;
pub mod desk;
pub mod slip;
