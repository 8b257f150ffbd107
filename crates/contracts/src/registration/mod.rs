//! Registration: who was received, in which household, what they hold to show it, and how people stand to one another. Zone
//! humanitarian; every humanitarian capability relies on these facts. Photos and receipts are registration's own.

mod details;
mod facts;
mod words;

pub use details::{Change, Contact, ContactKind, Details};
pub use facts::RegistrationFact;
pub use words::{CardEnd, ConsentGiver, ConsentPurpose, ErasureBasis, LinkBasis, LinkKind, Relationship};
