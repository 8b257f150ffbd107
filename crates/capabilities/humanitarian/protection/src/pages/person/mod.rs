//! Screens of a person.

mod asked;
mod file;
mod screen;
mod screening;

pub use file::FILE;
pub use screen::SCREEN;
pub use screening::SCREENING;
