//! The way in: sign in, set up, choose a first password, passkeys.

mod cookie;
mod enter;
mod form_page;
mod front_door;
mod knock;
mod passkey;

pub(crate) use form_page::{FormPage, Said};
pub use front_door::FrontDoor;
pub(crate) use knock::Knock;
pub(crate) use passkey::only_post;
