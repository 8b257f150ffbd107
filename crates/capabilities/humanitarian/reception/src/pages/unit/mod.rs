//! One unit, and a new one.

mod define;
mod show;

pub use define::DEFINE;
pub use show::UNIT;
