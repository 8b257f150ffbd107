//! The keys of zones and people, and the sealed file that holds a node's secrets.

pub mod cipher;
pub mod keyring;
pub mod realm;
