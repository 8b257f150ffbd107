//! Hand-outs that were made.

mod handout;
mod handouts;
mod list;
mod statistics;

pub use handout::HANDOUT;
pub use handouts::HANDOUTS;
pub use list::LIST;
pub use statistics::STATISTICS;
