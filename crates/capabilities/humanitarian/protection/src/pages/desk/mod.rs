//! Screens that are about no single person.

mod caseload;
mod find;
mod flags;
mod needs;
mod roster;
mod statistics;

pub use caseload::CASELOAD;
pub use find::FIND;
pub use flags::FLAGS;
pub use needs::NEEDS;
pub use roster::ROSTER;
pub use statistics::STATISTICS;
