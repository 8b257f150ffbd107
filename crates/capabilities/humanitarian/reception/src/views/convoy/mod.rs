//! Convoys and who travels in them.

mod list;
mod one;
mod tables;

pub use list::CONVOYS;
pub use one::CONVOY;
pub use tables::TABLES;
