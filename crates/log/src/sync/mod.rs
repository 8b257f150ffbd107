//! Facts that travel from node to node of one realm: frames of a chain, given and taken. How they travel (a file, a link) is
//! not known here.

mod bodies;
mod check;
mod columns;
mod failure;
mod frame;
mod give;
pub(crate) mod tables;
mod take;

pub use failure::SyncError;
pub use frame::{Carried, Frame, Signed};
pub use take::Taken;
