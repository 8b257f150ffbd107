//! Who is on the way here, from the contract of convoys.

mod due;
mod tables;

pub(super) use due::{Arrival, due};
pub use tables::TABLES;
pub(super) use tables::TRAVELS;
