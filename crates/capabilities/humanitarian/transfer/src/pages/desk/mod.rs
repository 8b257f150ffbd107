//! Convoys at a glance: those to come and over, what waits for a person, and counts for the coordinator.

mod arrivals;
mod convoys;
mod items;

pub use arrivals::ARRIVALS;
pub use convoys::CONVOYS;
pub use items::ITEMS;
