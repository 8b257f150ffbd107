#![doc = include_str!("../README.md")]

pub mod answered;
pub mod fhir;
pub mod service;
pub mod words;
pub mod written;
