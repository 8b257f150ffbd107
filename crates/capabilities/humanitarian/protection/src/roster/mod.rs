//! Who works in protection, and for which organisation: the names from which a supervisor or the next officer is chosen.

mod enter_roster;
mod lead_roster;
mod worker;

pub use enter_roster::EnterRoster;
pub use lead_roster::LeadRoster;
pub use worker::Worker;
pub(crate) use worker::{entered, supervisor};
