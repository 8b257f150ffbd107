//! `manara backup` and `manara restore`: one file, made while others work; put back whole or not at all.

use crate::{
    clock,
    node::{Failure, Folder, Node},
    out,
};
use log::{Log, backup};
use std::path::Path;

/// Writes a backup of every zone of an open node.
pub fn backup(node: &Node, file: &Path) -> Result<(), Failure> {
    let logs: Vec<&Log> = node.gate.logs().collect();
    let written = backup::write(file, &logs, &node.folder.0, &node.keyring, node.gate.now())?;
    for (name, bytes) in &written.parts {
        out::say(format!("  {name:<20} {bytes:>12} bytes"));
    }
    out::say(format!(
        "Backup of {} bytes in {}. It opens with the node's passphrase only.",
        written.bytes,
        file.display()
    ));
    Ok(())
}

/// Puts a backup back. What was in the folder is moved aside, never deleted.
pub fn restore(folder: &Folder, file: &Path, passphrase: &str) -> Result<(), Failure> {
    let lock = if folder.0.exists() { Some(folder.lock(true)?) } else { None };
    let restored = backup::restore(file, &folder.0, passphrase, clock::now())?;
    drop(lock);
    let zones: Vec<&str> = restored.zones.iter().map(|zone| zone.name()).collect();
    out::say(format!("Node {} as it was at {}: {}.", restored.node.short(), restored.made, zones.join(", ")));
    if let Some(aside) = &restored.moved_aside {
        out::say(format!("What was here before is in {}.", aside.display()));
    }
    out::say("Facts recorded after that moment are not in it. Run `manara verify` now.");
    Ok(())
}
