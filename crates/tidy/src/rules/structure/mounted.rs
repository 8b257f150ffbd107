//! Every capability in the tree is in the mount table of the binary, so that none is written and then forgotten.

use crate::{Finding, Repository};

const MOUNT_TABLE: &str = "crates/manara/src/mount.rs";
const REMEDY: &str = "add `<name>::capability()` to the mount table, or delete the folder";

/// Every capability that the mount table does not name.
pub fn check(repository: &Repository) -> Vec<Finding> {
    let Some(table) = repository.file(MOUNT_TABLE).and_then(|file| file.rust.as_ref()) else { return Vec::new() };
    repository
        .capabilities()
        .into_iter()
        .filter(|capability| table.product_lines_of(&[&capability.name, "::", "capability"]).is_empty())
        .map(|capability| Finding::in_file(&capability.path, format!("not in {MOUNT_TABLE}"), REMEDY))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_capability_that_nobody_mounts_is_caught() {
        let tree = Repository::of(&[
            ("crates/capabilities/border/crossing/Cargo.toml", ""),
            ("crates/capabilities/humanitarian/registration/Cargo.toml", ""),
            (MOUNT_TABLE, "fn all() -> Vec<C> { vec![crossing::capability()] } // registration::capability()"),
        ]);
        let places: Vec<_> = check(&tree).into_iter().map(|finding| finding.place).collect();
        assert_eq!(places, ["crates/capabilities/humanitarian/registration"]);
    }
}
