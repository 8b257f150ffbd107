//! The service point.

mod blank;
mod find;
mod household;

pub use blank::{BLANK, rows};
pub use find::POINT;
pub use household::HOUSEHOLD;
