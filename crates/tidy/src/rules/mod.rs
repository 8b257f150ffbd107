//! The rules, by what they look at.

pub mod code;
pub mod language;
pub mod structure;
