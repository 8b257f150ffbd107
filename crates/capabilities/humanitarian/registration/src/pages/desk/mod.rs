//! Where a clerk begins: the queue, the search, the numbers.

mod find;
mod queue;
mod statistics;

pub use find::FIND;
pub use queue::DESK;
pub use statistics::STATISTICS;
