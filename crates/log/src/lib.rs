#![doc = include_str!("../README.md")]

pub mod at;
pub mod clock;
mod commit;
mod contracts;
mod erasing;
pub mod error;
pub mod fact;
mod keys;
pub mod log;
mod opener;
pub mod react;
mod rebuild;
mod safety;
pub mod state;
pub mod store;
pub mod sync;
pub mod view;
pub mod words;

pub use at::{At, RequestKey};
pub use commit::Commit;
pub use erasing::LogFact;
pub use error::LogError;
pub use fact::{FactRef, Facts, Header, NewFact, Recorded};
pub use keys::{cipher, keyring, realm};
pub use log::{Log, Receipt};
pub use react::{Failure, React, Reaction};
pub use safety::{anchor, backup, erased, erased::ErasedList, verify};
pub use sql::{Row, Sql, Value};
pub use state::{Past, State};
pub(crate) use store::tables;
pub use store::{Store, StoreError, sql, sqlite};
pub use view::View;
