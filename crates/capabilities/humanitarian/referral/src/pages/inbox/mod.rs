//! The organisation's screens.

mod list;
mod scan;
mod show;

pub use list::INBOX;
pub use scan::SCAN;
pub use show::RECEIVED;
