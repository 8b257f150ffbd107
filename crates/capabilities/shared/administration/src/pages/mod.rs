//! Screens: a pair of Rust and template each.

pub mod account;
pub mod permissions;
pub mod refused_attempts;
pub mod site;
