//! A backup: one file with a consistent copy of each zone's store, the sealed keyring, the list of erasures, and a signed
//! list of these parts. It is made while others work and is as encrypted as the node itself: the passphrase opens it.

mod failure;
mod manifest;
mod restore;
mod write;

pub use failure::BackupError;
pub use restore::{Restored, restore};
pub use write::{Written, write};

use kernel::Zone;

const KEYRING: &str = "keyring.json";
const ERASED: &str = "erased.list";
const MANIFEST: &str = "manifest.json";
const SIGNATURE: &str = "manifest.sig";

fn store_name(zone: Zone) -> String {
    format!("{zone}.db")
}

fn anchor_name(zone: Zone) -> String {
    format!("{zone}.head")
}
