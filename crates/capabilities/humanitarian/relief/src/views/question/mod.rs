//! Questions that wait for a person.

mod again;
mod list;
mod shelves;
mod tables;

pub use list::QUESTIONS;
pub(crate) use list::is_question_open;
pub use tables::TABLES;
