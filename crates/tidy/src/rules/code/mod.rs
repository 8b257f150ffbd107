//! Rules about the text of the code.

pub mod clock;
pub mod forbidden_words;
pub mod io_location;
pub mod panic_exceptions;
pub mod sql_location;
