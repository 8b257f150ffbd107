#![doc = include_str!("../README.md")]

mod document;
mod person;

pub use document::{BadZone, DocumentKind, FieldEvidence, Proof, ReadDocument, ReadZone, read};
pub use person::{Person, SeenDocument, TypedDocument, TypedPerson, bare_number};
