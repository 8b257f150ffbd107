#![doc = include_str!("../README.md")]

pub mod fhir;
pub mod words;
pub mod written;
