//! `manara init`: a new node.

use crate::{
    clock,
    node::{self, Failure, Folder},
    out,
};
use kernel::Zone;

/// Makes a node in `folder` for `zones` (all when none is named).
pub fn init(folder: &Folder, passphrase: &str, zones: &[Zone]) -> Result<(), Failure> {
    if passphrase.chars().count() < 12 {
        return Err("NOD-005 the passphrase is too short: at least 12 characters, better six words".into());
    }
    let zones = if zones.is_empty() { Zone::ALL.as_slice() } else { zones };
    let keyring = node::create(folder, passphrase, zones, &clock::machine())?;
    let names: Vec<&str> = zones.iter().map(|zone| zone.name()).collect();
    out::say(format!("Node {} made in {} for: {}.", keyring.node.short(), folder.0.display(), names.join(", ")));
    out::say("Keep the passphrase where two people can find it: without it nothing here can be read again.");
    Ok(())
}
