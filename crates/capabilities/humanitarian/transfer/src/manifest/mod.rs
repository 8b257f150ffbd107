//! The list of who travels: put on it, taken off it, and who belongs together.

mod companions;
mod list_people;
mod unlist_person;
mod words;

pub(crate) use companions::told;
pub use companions::{Companions, MOST, Whereabouts};
pub use list_people::ListPeople;
pub use people::{Apart, ApartReason};
pub use unlist_person::UnlistPerson;
pub use words::UnlistReason;
