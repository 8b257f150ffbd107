//! Screens: a pair of Rust and template each.

pub mod account;
pub mod lists;
pub mod site;
mod subnav;
pub mod unfinished_work;
