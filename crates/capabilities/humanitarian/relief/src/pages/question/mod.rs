//! Questions that wait for a person.

mod list;

pub use list::QUESTIONS;
