//! Screens of a case.

mod open;
mod show;

pub use open::OPEN;
pub use show::CASE;
