//! Units, rooms and beds, and who holds them.

pub(super) mod beds;
mod board;
mod one;
mod places;
mod tables;
mod units;

pub use board::BOARD;
pub use one::UNIT;
pub use places::PLACES;
pub use tables::TABLES;
pub(super) use tables::word;
pub use units::UNITS;
