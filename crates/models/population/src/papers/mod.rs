//! What people carry: documents and their machine-readable zones.

pub(crate) mod document;
pub mod mrz;
mod translit;
