//! The organisation's screens.

mod list;
mod show;

pub use list::INBOX;
pub use show::RECEIVED;
