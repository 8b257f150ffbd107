//! What can be read: each table can be deleted and rebuilt from the facts.

pub mod accounts;
pub mod permissions;
pub mod refused_attempts;
pub mod sites;
pub mod unfinished_work;
