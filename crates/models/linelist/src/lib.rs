#![doc = include_str!("../README.md")]

mod mapping;
mod read;

pub use mapping::Mapping;
pub use read::{BadRow, Group, List, Row, read};
