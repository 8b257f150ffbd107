#![doc = include_str!("../README.md")]

pub mod anchor;
pub mod at;
pub mod backup;
pub mod cipher;
pub mod clock;

mod commit;
mod contracts;
pub mod erased;
pub mod error;
pub mod fact;
pub mod keyring;
pub mod log;
mod opener;
pub mod react;
mod rebuild;
pub mod sql;
pub mod sqlite;
pub mod state;
pub mod store;
mod tables;
pub mod verify;
pub mod view;

pub use at::{At, RequestKey};
pub use commit::Commit;
pub use erased::ErasedList;
pub use error::LogError;
pub use fact::{FactRef, Facts, Header, NewFact, Recorded};
pub use log::{Log, Receipt};
pub use react::{Failure, React, Reaction};
pub use sql::{Row, Sql, Value};
pub use state::{Past, State};
pub use store::{Store, StoreError};
pub use view::View;
