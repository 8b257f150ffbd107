//! A capability always has the same files, so that whoever knows one finds their way in the next.

use crate::{Finding, Repository, repository::CapabilityFolder, rust_source::RustSource};

/// Files that every capability has, from its folder.
const FILES: &[&str] =
    &["README.md", "src/permissions.toml", "locales/ar.ftl", "locales/fr.ftl", "locales/en.ftl", "tests/all.rs"];

const ADD: &str = "add it; `./dev new-capability` shows what belongs in it, ARCHITECTURE.md says why";
const README_IS_DOC: &str =
    "begin lib.rs with `#![doc = include_str!(\"../README.md\")]`: the README is the crate's documentation";
const MEND: &str = "mend the TOML: officials read this file and the permission test enumerates it";

/// Every file of the shape that is missing, and every permission table that does not parse.
pub fn check(repository: &Repository) -> Vec<Finding> {
    repository
        .capabilities()
        .iter()
        .filter(|capability| is_begun(repository, capability))
        .flat_map(|capability| check_one(repository, capability))
        .collect()
}

/// A crate whose `lib.rs` has no code yet is a place held in the workspace, not a capability.
fn is_begun(repository: &Repository, capability: &CapabilityFolder) -> bool {
    let lib = repository.file(&format!("{}/src/lib.rs", capability.path));
    lib.and_then(|file| file.rust.as_ref()).is_some_and(|source| !source.tokens.is_empty())
}

fn check_one(repository: &Repository, capability: &CapabilityFolder) -> Vec<Finding> {
    let missing = FILES.iter().map(|file| format!("{}/{file}", capability.path));
    let missing = missing.filter(|path| repository.file(path).is_none_or(|file| file.text.trim().is_empty()));
    let mut findings: Vec<Finding> = missing.map(|path| Finding::in_file(&path, "missing or empty", ADD)).collect();

    let lib = format!("{}/src/lib.rs", capability.path);
    let source = repository.file(&lib).and_then(|file| file.rust.as_ref());
    let carries_readme =
        |source: &RustSource| source.tokens.iter().any(|token| token.string && token.text == "../README.md");
    if !source.is_some_and(carries_readme) {
        findings.push(Finding::in_file(&lib, "does not carry the README as its documentation", README_IS_DOC));
    }

    let permissions = format!("{}/src/permissions.toml", capability.path);
    let text = repository.file(&permissions).map_or("", |file| file.text.as_str());
    if let Err(error) = text.parse::<toml::Table>() {
        findings.push(Finding::in_file(&permissions, format!("does not parse: {}", error.message()), MEND));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: &str = "crates/capabilities/border/crossing";
    const LIB: &str = "#![doc = include_str!(\"../README.md\")]\npub fn capability() {}";

    fn tree(changes: &[(&str, &str)]) -> Repository {
        let mut files = vec![("Cargo.toml", "x"), ("src/lib.rs", LIB)];
        files.extend(FILES.iter().map(|file| (*file, "# words = 1")));
        files.retain(|(path, _)| changes.iter().all(|(changed, _)| changed != path));
        files.extend(changes);
        let files: Vec<_> = files.iter().map(|(path, text)| (format!("{HERE}/{path}"), *text)).collect();
        Repository::of(&files.iter().map(|(path, text)| (path.as_str(), *text)).collect::<Vec<_>>())
    }

    fn whats(changes: &[(&str, &str)]) -> Vec<String> {
        check(&tree(changes))
            .into_iter()
            .map(|finding| format!("{} {}", finding.place.trim_start_matches(HERE), finding.what))
            .collect()
    }

    #[test]
    fn the_whole_shape_is_accepted() {
        assert_eq!(whats(&[]), Vec::<String>::new());
    }

    #[test]
    fn a_missing_or_empty_file_is_caught() {
        assert_eq!(whats(&[("locales/ar.ftl", "\n")]), ["/locales/ar.ftl missing or empty"]);
    }

    #[test]
    fn a_crate_without_its_readme_is_caught() {
        let expected = ["/src/lib.rs does not carry the README as its documentation"];
        assert_eq!(whats(&[("src/lib.rs", "pub fn capability() {}")]), expected);
    }

    #[test]
    fn permissions_that_do_not_parse_are_caught() {
        let found = whats(&[("src/permissions.toml", "role = [")]);
        assert!(found.len() == 1 && found[0].starts_with("/src/permissions.toml does not parse: "), "{found:?}");
    }

    #[test]
    fn a_crate_without_code_is_not_yet_a_capability() {
        assert_eq!(check(&Repository::of(&[("crates/capabilities/border/crossing/Cargo.toml", "")])), []);
    }
}
