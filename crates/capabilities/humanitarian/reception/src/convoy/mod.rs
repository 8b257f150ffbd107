//! Convoys: who is on the way, in what, and whether everybody who left arrived.

mod announce_convoy;
mod arrive_convoy;
mod depart_convoy;
mod explain_missing;
mod list_people;
mod state;
mod words;

pub use announce_convoy::AnnounceConvoy;
pub use arrive_convoy::ArriveConvoy;
pub use depart_convoy::DepartConvoy;
pub use explain_missing::ExplainMissing;
pub use list_people::ListPeople;
pub use state::{Convoy, ConvoyError};
pub use words::{ConvoyKind, MissingReason, Vehicle};
