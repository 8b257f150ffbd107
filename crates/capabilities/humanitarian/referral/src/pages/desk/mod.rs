//! The focal point's screens.

mod overdue;
mod statistics;

pub use overdue::OVERDUE;
pub use statistics::STATISTICS;
