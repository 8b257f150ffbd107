//! Loss and alteration found and made good: the anchor, the list of erasures, verification and backups.

pub mod anchor;
pub mod backup;
pub mod erased;
pub mod verify;
