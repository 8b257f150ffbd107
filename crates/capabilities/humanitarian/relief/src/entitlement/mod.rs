//! What people are entitled to, and how what they had before stands to it.

mod define_entitlement;
mod end_entitlement;
mod error;
mod rule;
mod standing;

pub use define_entitlement::DefineEntitlement;
pub use end_entitlement::EndEntitlement;
pub use error::EntitlementError;
pub use rule::{Basis, Rule};
pub use standing::{Asking, Bar, Had, Why, bars};
