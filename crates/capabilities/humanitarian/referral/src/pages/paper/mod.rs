//! Screens for referrals that leave on paper and come from outside.

mod answer;
mod scan;
mod sheet;

pub use answer::ANSWER;
pub use scan::{SCAN, file_problem};
pub use sheet::SHEET;
