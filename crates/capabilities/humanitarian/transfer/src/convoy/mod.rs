//! Convoys: announced, planned otherwise, cancelled, counted when they leave and when they arrive.

mod announce_convoy;
mod arrive_convoy;
mod cancel_convoy;
mod change_convoy;
#[cfg(test)]
pub(crate) mod convoy_tests;
mod counted_in;
mod depart_convoy;
mod state;

pub use announce_convoy::AnnounceConvoy;
pub use arrive_convoy::ArriveConvoy;
pub use cancel_convoy::CancelConvoy;
pub use change_convoy::ChangeConvoy;
pub use counted_in::CountedIn;
pub use depart_convoy::DepartConvoy;
pub(crate) use state::known;
pub use state::{Convoy, ConvoyError};
