//! Handing out: to a household at the service point, or to people who have no record yet; and taking a hand-out back.

mod error;
mod hand_out;
pub(crate) mod recipient;
mod take_back;

pub use error::HandOutError;
pub use hand_out::{Given, HandLine, HandOut};
pub use recipient::Recipient;
pub use take_back::{TakeBack, TakeBackReason};
