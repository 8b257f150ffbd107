#![doc = include_str!("../README.md")]

pub mod anchor;
pub mod at;
pub mod backup;
pub mod cipher;
pub mod clock;
mod contracts;
pub mod error;
pub mod fact;
pub mod keyring;
pub mod log;
pub mod react;
pub mod sql;
pub mod sqlite;
pub mod state;
pub mod store;
mod tables;
pub mod verify;
pub mod view;

pub use at::{At, RequestKey};
pub use error::LogError;
pub use fact::{FactRef, Facts, Header, NewFact, Recorded};
pub use log::{Commit, Log, Receipt};
pub use react::{React, Reaction};
pub use sql::{Row, Sql, Value};
pub use state::{Past, State};
pub use store::{Store, StoreError};
pub use view::View;
