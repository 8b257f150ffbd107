//! Each outside dependency, of the workspace and of the browser islands, has its line of reason, and no line outlives its
//! dependency.

use std::collections::BTreeSet;

use crate::{Finding, Repository, repository::File};

const DOCUMENT: &str = "docs/decisions/dependencies.md";
const ADD: &str = "add a row to docs/decisions/dependencies.md: licence, upkeep, what it replaces or why, build cost";
const REMOVE: &str = "delete the row, or correct the name in its first column";

/// Every dependency without a row and every row without a dependency.
pub fn check(repository: &Repository) -> Vec<Finding> {
    let used: BTreeSet<String> = repository.file("Cargo.toml").map(cargo_dependencies).unwrap_or_default();
    let islands = repository.file("web/package.json").map(npm_dependencies).unwrap_or_default();
    let used: BTreeSet<&String> = used.iter().chain(&islands).collect();
    let document = repository.file(DOCUMENT).map_or("", |file| file.text.as_str());
    let rows: BTreeSet<String> = document.lines().filter_map(name_in_row).collect();

    let missing = used.iter().filter(|name| !rows.contains(**name));
    let missing = missing.map(|name| Finding::in_file(DOCUMENT, format!("no row for `{name}`"), ADD));
    let stale = rows.iter().filter(|name| !used.contains(name));
    let stale = stale.map(|name| Finding::in_file(DOCUMENT, format!("`{name}` is not a dependency"), REMOVE));
    missing.chain(stale).collect()
}

fn cargo_dependencies(manifest: &File) -> BTreeSet<String> {
    let table = manifest.text.parse::<toml::Table>().unwrap_or_default();
    let dependencies = table.get("workspace").and_then(|workspace| workspace.get("dependencies"));
    let dependencies = dependencies.and_then(toml::Value::as_table).into_iter().flatten();
    dependencies.filter(|(_, value)| value.get("path").is_none()).map(|(name, _)| name.clone()).collect()
}

fn npm_dependencies(manifest: &File) -> BTreeSet<String> {
    let package: serde_json::Value = serde_json::from_str(&manifest.text).unwrap_or_default();
    let of = |section: &str| package.get(section).and_then(serde_json::Value::as_object).cloned().unwrap_or_default();
    of("dependencies").into_iter().chain(of("devDependencies")).map(|(name, _)| name).collect()
}

/// The name in a table row that begins "| `name` |".
fn name_in_row(line: &str) -> Option<String> {
    line.strip_prefix("| `")?.split_once("` |").map(|(name, _)| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARGO: &str =
        "[workspace.dependencies]\nkernel = { path = \"crates/kernel\" }\nserde = \"1\"\ntokio = { version = \"1\" }\n";
    const NPM: &str = r#"{ "dependencies": { "htmx.org": "4.0.1" }, "devDependencies": { "vite": "8.0.0" } }"#;

    fn whats(document: &str) -> Vec<String> {
        let tree = Repository::of(&[("Cargo.toml", CARGO), ("web/package.json", NPM), (DOCUMENT, document)]);
        check(&tree).into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn a_dependency_without_a_row_is_caught_and_so_is_a_row_without_a_dependency() {
        let document = "| crate | licence |\n|---|---|\n| `serde` | MIT |\n| `rand` | MIT |\n| `vite` | MIT |\n";
        assert_eq!(whats(document), ["no row for `htmx.org`", "no row for `tokio`", "`rand` is not a dependency"]);
    }

    #[test]
    fn a_row_for_each_is_accepted() {
        assert_eq!(whats("| `serde` | |\n| `tokio` | |\n| `htmx.org` | |\n| `vite` | |\n"), Vec::<String>::new());
    }
}
