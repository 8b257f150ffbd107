#![doc = include_str!("../README.md")]

pub mod age;
pub mod bundle;
pub mod code;
