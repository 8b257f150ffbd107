#![doc = include_str!("../README.md")]

pub mod matrix;
pub mod role;
pub mod who;

pub use matrix::{Allowed, Matrix, Relation, Row};
pub use role::Role;
pub use who::Who;
