//! The dependency graph that `cargo metadata` prints.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    path::Path,
    process::Command,
};

use serde_json::Value;

/// Packages and what they depend on.
#[derive(Default)]
pub struct Graph {
    /// Packages by the id that cargo gives them.
    pub packages: BTreeMap<String, Package>,
}

/// One package.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// Its licence as an SPDX expression, empty when it states none.
    pub licence: String,
    /// Its folder from the repository's root when it is ours, nothing when it comes from outside.
    pub folder: Option<String>,
    /// Ids of what its product code and build script depend on.
    pub dependencies: BTreeSet<String>,
    /// Ids of what only its tests and benches depend on.
    pub test_dependencies: BTreeSet<String>,
}

impl Graph {
    /// Asks cargo, with the lock file as it stands, for the packages that a build on this machine uses.
    pub fn of_workspace(root: &Path) -> io::Result<Self> {
        let host = output(Command::new("rustc").args(["--print", "host-tuple"]))?;
        let mut cargo = Command::new("cargo");
        cargo.args(["metadata", "--format-version", "1", "--locked", "--filter-platform", host.trim()]);
        let json = output(cargo.current_dir(root))?;
        let metadata: Value = serde_json::from_str(&json).map_err(io::Error::other)?;
        Ok(Self::of_metadata(&metadata))
    }

    fn of_metadata(metadata: &Value) -> Self {
        let root = metadata["workspace_root"].as_str().unwrap_or_default();
        let mut packages = BTreeMap::new();
        for package in items(&metadata["packages"]) {
            let manifest = text(&package["manifest_path"]);
            let folder = manifest
                .strip_prefix(root)
                .filter(|_| package["source"].is_null())
                .and_then(|path| path.trim_start_matches('/').strip_suffix("/Cargo.toml"))
                .map(str::to_owned);
            let (name, licence) = (text(&package["name"]), text(&package["license"]));
            packages.insert(text(&package["id"]), Package { name, licence, folder, ..Package::default() });
        }
        for node in metadata.pointer("/resolve/nodes").map_or(&[][..], items) {
            let Some(package) = packages.get_mut(&text(&node["id"])) else { continue };
            for dependency in items(&node["deps"]) {
                let only_tests = items(&dependency["dep_kinds"]).iter().all(|kind| kind["kind"] == "dev");
                let list = if only_tests { &mut package.test_dependencies } else { &mut package.dependencies };
                list.insert(text(&dependency["pkg"]));
            }
        }
        Self { packages }
    }

    /// Our own packages.
    pub fn ours(&self) -> impl Iterator<Item = (&Package, &str)> {
        self.packages.values().filter_map(|package| Some((package, package.folder.as_deref()?)))
    }

    /// Everything that the product code of a package depends on, through any number of steps.
    pub fn reached_from(&self, package: &Package) -> Vec<&Package> {
        let mut reached = BTreeSet::new();
        let mut next: Vec<&String> = package.dependencies.iter().collect();
        while let Some(id) = next.pop() {
            if reached.insert(id) {
                next.extend(self.packages.get(id).into_iter().flat_map(|found| &found.dependencies));
            }
        }
        reached.into_iter().filter_map(|id| self.packages.get(id)).collect()
    }
}

fn items(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn output(command: &mut Command) -> io::Result<String> {
    let output = command.output()?;
    if !output.status.success() {
        return Err(io::Error::other(String::from_utf8_lossy(&output.stderr).into_owned()));
    }
    String::from_utf8(output.stdout).map_err(io::Error::other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn metadata_gives_packages_with_product_and_test_dependencies_apart() {
        let dep = |id: &str, kind: Value| json!({ "pkg": id, "dep_kinds": [{ "kind": kind }] });
        let graph = Graph::of_metadata(&json!({
            "workspace_root": "/here",
            "packages": [
                { "id": "k", "name": "kernel", "license": "MIT", "manifest_path": "/here/crates/kernel/Cargo.toml", "source": null },
                { "id": "s", "name": "serde", "manifest_path": "/elsewhere/serde/Cargo.toml", "source": "registry" },
                { "id": "p", "name": "proptest", "manifest_path": "/elsewhere/proptest/Cargo.toml", "source": "registry" },
            ],
            "resolve": { "nodes": [{ "id": "k", "deps": [dep("s", Value::Null), dep("p", json!("dev"))] }] },
        }));
        let expected = Package {
            name: "kernel".into(),
            licence: "MIT".into(),
            folder: Some("crates/kernel".into()),
            dependencies: ["s".to_owned()].into(),
            test_dependencies: ["p".to_owned()].into(),
        };
        assert_eq!(graph.packages["k"], expected);
        assert_eq!(graph.packages["s"].folder, None);
    }
}
