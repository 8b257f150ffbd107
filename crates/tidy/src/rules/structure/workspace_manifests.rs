//! Each crate takes the workspace's lints and the workspace's versions.

use crate::{Finding, Repository, repository::File};

/// Lints that keep panics and prints out of product code; the workspace denies each.
pub const PANIC_LINTS: &[&str] = &[
    "unwrap_used",
    "expect_used",
    "panic",
    "indexing_slicing",
    "string_slice",
    "unreachable",
    "todo",
    "unimplemented",
    "dbg_macro",
    "print_stdout",
    "print_stderr",
];

const TAKE_LINTS: &str = "add `[lints]` with `workspace = true`";
const TAKE_VERSION: &str = "write `<name>.workspace = true` and give the version in the root Cargo.toml";
const DENY: &str =
    "product code cannot panic (ARCHITECTURE.md, invariant 10): deny the lint in `[workspace.lints.clippy]`";

/// Every crate with lints or versions of its own, and every panic lint that the workspace does not deny.
pub fn check(repository: &Repository) -> Vec<Finding> {
    let manifests = repository.files().filter(|file| file.name() == "Cargo.toml");
    manifests
        .flat_map(|file| if file.path == "Cargo.toml" { check_workspace(file) } else { check_crate(file) })
        .collect()
}

fn check_workspace(file: &File) -> Vec<Finding> {
    let manifest = file.text.parse::<toml::Table>().unwrap_or_default();
    let level = |lint: &str| manifest.get("workspace")?.get("lints")?.get("clippy")?.get(lint)?.as_str();
    let forbidden = |lint: &&&str| matches!(level(lint), Some("deny" | "forbid"));
    let allowed = PANIC_LINTS.iter().filter(|lint| !forbidden(lint));
    allowed.map(|lint| Finding::in_file(&file.path, format!("clippy::{lint} is not denied"), DENY)).collect()
}

fn check_crate(file: &File) -> Vec<Finding> {
    let manifest = file.text.parse::<toml::Table>().unwrap_or_default();
    let mut findings = Vec::new();
    if manifest.get("lints").and_then(|lints| lints.get("workspace")) != Some(&toml::Value::Boolean(true)) {
        findings.push(Finding::in_file(&file.path, "does not take the workspace's lints", TAKE_LINTS));
    }
    for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
        let dependencies = manifest.get(section).and_then(toml::Value::as_table).into_iter().flatten();
        for (name, value) in dependencies {
            if value.get("workspace") != Some(&toml::Value::Boolean(true)) {
                let what = format!("`{name}` in [{section}] has a version of its own");
                findings.push(Finding::in_file(&file.path, what, TAKE_VERSION));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whats(path: &str, text: &str) -> Vec<String> {
        check(&Repository::of(&[(path, text)])).into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn a_crate_that_takes_everything_from_the_workspace_is_accepted() {
        let text = "[lints]\nworkspace = true\n[dependencies]\nserde.workspace = true\nkernel = { workspace = true }\n";
        assert_eq!(whats("crates/log/Cargo.toml", text), Vec::<String>::new());
    }

    #[test]
    fn own_lints_and_own_versions_are_caught() {
        let expected = ["does not take the workspace's lints", "`rand` in [dev-dependencies] has a version of its own"];
        assert_eq!(whats("crates/log/Cargo.toml", "[dev-dependencies]\nrand = \"1\"\n"), expected);
    }

    #[test]
    fn a_panic_lint_that_the_workspace_only_warns_of_is_caught() {
        let lints = PANIC_LINTS.iter().filter(|lint| **lint != "panic").map(|lint| format!("{lint} = \"deny\"\n"));
        let text = format!("[workspace.lints.clippy]\npanic = \"warn\"\n{}", lints.collect::<String>());
        assert_eq!(whats("Cargo.toml", &text), ["clippy::panic is not denied"]);
    }
}
