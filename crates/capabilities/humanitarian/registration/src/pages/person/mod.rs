//! Screens of a person.

mod consent;
mod correct;
mod erase;
mod links;
mod receipt;
mod show;

pub use consent::CONSENT;
pub use correct::CORRECT;
pub use erase::ERASE;
pub use links::LINKS;
pub use receipt::RECEIPT;
pub use show::PERSON;
