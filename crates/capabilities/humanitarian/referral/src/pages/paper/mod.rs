//! Screens for referrals that leave on paper and come from outside.

mod scan;
mod sheet;

pub use scan::SCAN;
pub use sheet::SHEET;
