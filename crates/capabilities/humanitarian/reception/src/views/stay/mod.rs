//! Stays: who is there, who waits for a place, and proposals for them.

mod find_places;
mod household;
mod parties;
mod presence;
mod tables;
mod timeline;
mod waiting;

pub use find_places::FIND_PLACES;
pub use household::HOUSEHOLD;
pub use presence::PRESENCE;
pub(super) use presence::place;
pub use tables::TABLES;
pub(crate) use tables::{is_expected, is_theirs};
pub use timeline::OCCUPANCY;
pub use waiting::WAITING;
