//! Screens: a pair of Rust and template each.

pub mod services;
