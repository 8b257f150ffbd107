//! Where facts lie: the narrow interface to a database, SQL in the subset that two databases speak, and the log's tables.

mod interface;
pub mod sql;
pub mod sqlite;
pub(crate) mod tables;

pub use interface::{Store, StoreError};
