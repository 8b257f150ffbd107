//! Sites: the list, and one of them.

pub mod list;
pub mod map;
pub mod one;
