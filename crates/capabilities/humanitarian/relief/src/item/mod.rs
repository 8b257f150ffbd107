//! Items of relief: kits, blankets, meals, and in what they are counted.

mod define_item;
mod words;

pub use define_item::{DefineItem, ItemError};
pub use words::Unit;
