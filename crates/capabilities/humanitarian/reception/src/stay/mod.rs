//! Stays: who is expected, there, away for a while, or gone; and who has which place.

mod assign_places;
mod check_in;
mod end_stay;
mod known;
mod mark_absent;
mod mark_returned;
mod note_place_needs;
mod presence;
mod settle_item;
mod state;
mod words;

pub use assign_places::{AssignPlaces, GivenPlace};
pub use check_in::CheckIn;
pub use end_stay::EndStay;
pub use known::Known;
pub use mark_absent::MarkAbsent;
pub use mark_returned::MarkReturned;
pub use note_place_needs::NotePlaceNeeds;
pub use settle_item::SettleItem;
pub use state::{Open, StayError, Stays};
pub use words::{PlaceNeeds, Status};
