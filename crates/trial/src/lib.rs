//! A node to try a capability on: real stores in a folder of its own, a clock that is moved by hand, and a door that asks nothing.
//! For tests alone: `tidy` lets it be reached by dev-dependencies and by nothing else.

#![allow(clippy::unwrap_used)] // why: tests alone reach this crate, and a test stops where it fails
#![allow(clippy::panic)] // why: tests alone reach this crate, and a test stops where it fails

mod erasing;
mod family;
mod form;
mod node;
mod staff;
mod store;
mod told;

pub use form::form;
pub use node::{Trial, Visitor};
pub use staff::{another, by_role, elsewhere, site, somebody};
pub use store::Store;
pub use told::{difference, shuffled};
