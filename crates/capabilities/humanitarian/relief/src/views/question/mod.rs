//! Questions that wait for a person.

mod again;
mod list;
mod shelves;
mod tables;

pub use list::QUESTIONS;
pub(crate) use list::open_question;
pub use tables::TABLES;
