//! The queue board and the post's settings.

#[allow(clippy::module_inception, reason = "the page is the board, in the folder of the board")]
pub mod board;
pub mod settings;
