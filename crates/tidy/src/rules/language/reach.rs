//! Which catalogues a file may read.

/// A file reads the catalogue of its own crate and those of the crates below the capabilities.
pub fn may_read(path: &str, locales: &str) -> bool {
    let owner = locales.strip_suffix("locales").unwrap_or(locales);
    path.starts_with(owner) || !locales.starts_with("crates/capabilities/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_capability_reads_its_own_words_and_the_shells_but_not_its_neighbours() {
        let path = "crates/capabilities/border/crossing/src/a.rs";
        assert!(may_read(path, "crates/capabilities/border/crossing/locales"));
        assert!(may_read(path, "crates/shell/locales"));
        assert!(!may_read(path, "crates/capabilities/humanitarian/registration/locales"));
    }
}
