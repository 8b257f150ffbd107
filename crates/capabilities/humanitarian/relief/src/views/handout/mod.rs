//! What people got, what is due to them, and hand-outs as the manager sees them.

mod due;
mod handouts;
mod history;
mod household;
mod list;
mod one;
mod residents;
mod statistics;
mod tables;

pub use handouts::HANDOUTS;
pub(in crate::views) use history::Histories;
pub use household::HOUSEHOLD;
pub use list::LIST;
pub use one::HANDOUT;
pub(crate) use one::who_got;
pub use statistics::STATISTICS;
pub use tables::TABLES;
