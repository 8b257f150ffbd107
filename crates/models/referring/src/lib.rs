#![doc = include_str!("../README.md")]

pub mod answered;
pub mod fhir;
pub mod words;
pub mod written;
