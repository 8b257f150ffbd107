//! Dependencies point one way: `manara → capabilities → {shell, access, models} → log → contracts → kernel`. No capability depends
//! on another, not even in its tests, and nothing that does IO is reached from `kernel`, `contracts` or a model. Between the
//! capabilities and the shell stands `people`, for those of the humanitarian zone alone. `trial`, a node to try a capability on, is
//! reached by tests and by nothing that ships.

use crate::{Finding, Graph, graph::Package};

/// A place in the order of the crates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layer {
    Kernel,
    Contracts,
    Log,
    Models,
    Access,
    Shell,
    People,
    Capability,
    Humanitarian,
    Binary,
    Tidy,
    Trial,
}

/// What each layer may depend on, beside outside crates.
const MAY_REACH: &[(Layer, &[Layer])] = &[
    (Layer::Kernel, &[]),
    (Layer::Contracts, &[Layer::Kernel]),
    (Layer::Models, &[Layer::Models, Layer::Contracts, Layer::Kernel]),
    (Layer::Log, &[Layer::Contracts, Layer::Kernel]),
    (Layer::Access, &[Layer::Models, Layer::Log, Layer::Contracts, Layer::Kernel]),
    (Layer::Shell, &[Layer::Access, Layer::Models, Layer::Log, Layer::Contracts, Layer::Kernel]),
    (Layer::People, &[Layer::Shell, Layer::Access, Layer::Models, Layer::Log, Layer::Contracts, Layer::Kernel]),
    (Layer::Capability, &[Layer::Shell, Layer::Access, Layer::Models, Layer::Log, Layer::Contracts, Layer::Kernel]),
    (
        Layer::Humanitarian,
        &[Layer::People, Layer::Shell, Layer::Access, Layer::Models, Layer::Log, Layer::Contracts, Layer::Kernel],
    ),
    (
        Layer::Binary,
        &[
            Layer::Capability,
            Layer::Humanitarian,
            Layer::People,
            Layer::Shell,
            Layer::Access,
            Layer::Models,
            Layer::Log,
            Layer::Contracts,
            Layer::Kernel,
        ],
    ),
    (Layer::Tidy, &[]),
    (Layer::Trial, &[Layer::Shell, Layer::Access, Layer::Models, Layer::Log, Layer::Contracts, Layer::Kernel]),
];

/// Layers that compute and do nothing else.
const PURE: &[Layer] = &[Layer::Kernel, Layer::Contracts, Layer::Models];

/// Outside crates that open files, sockets, databases or threads of their own.
const IO_CRATES: &[&str] = &[
    "async-std",
    "axum",
    "hyper",
    "libsqlite3-sys",
    "mio",
    "postgres",
    "reqwest",
    "rusqlite",
    "smol",
    "socket2",
    "sqlx",
    "tokio",
    "tokio-postgres",
    "ureq",
];

const DIRECTION: &str = "manara → capabilities → {shell, access, models} → log → contracts → kernel; move what both need down, \
    or let one tell the other by a fact in `contracts`";
const PURITY: &str =
    "kernel, contracts and models compute only; do the IO in `log`, `shell` or `manara` and pass the values in";
const NO_LAYER: &str = "put the crate where ARCHITECTURE.md has a place for it, or give it a layer in this rule";

/// Every dependency of ours that points the wrong way, and every way from a pure crate to IO.
pub fn check(graph: &Graph) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (package, folder) in graph.ours() {
        let manifest = format!("{folder}/Cargo.toml");
        let Some(layer) = layer_of(folder) else {
            findings.push(Finding::in_file(&manifest, "this crate stands outside the order of the crates", NO_LAYER));
            continue;
        };
        let product = graph.reached_from(package).into_iter().map(|other| (other, false));
        let in_tests =
            package.test_dependencies.iter().filter_map(|id| graph.packages.get(id)).map(|other| (other, true));
        for (other, test) in product.chain(in_tests) {
            let reached = other.folder.as_deref().and_then(layer_of);
            let allowed = |reached| may_reach(layer, reached) || test && reached == Layer::Trial && may_try(layer);
            if other.name != package.name && reached.is_some_and(|reached| !allowed(reached)) {
                let what = format!("`{}` depends on `{}`", package.name, other.name);
                findings.push(Finding::in_file(&manifest, what, DIRECTION));
            }
        }
        if PURE.contains(&layer) {
            findings.extend(io_reached(graph, package, &manifest));
        }
    }
    findings.sort();
    findings.dedup();
    findings
}

fn io_reached(graph: &Graph, package: &Package, manifest: &str) -> Vec<Finding> {
    let reached = graph.reached_from(package);
    reached
        .iter()
        .filter(|other| IO_CRATES.contains(&other.name.as_str()))
        .map(|other| Finding::in_file(manifest, format!("`{}` reaches `{}`", package.name, other.name), PURITY))
        .collect()
}

fn layer_of(folder: &str) -> Option<Layer> {
    match folder.strip_prefix("crates/")? {
        "kernel" => Some(Layer::Kernel),
        "contracts" => Some(Layer::Contracts),
        "log" => Some(Layer::Log),
        "access" => Some(Layer::Access),
        "shell" => Some(Layer::Shell),
        "people" => Some(Layer::People),
        "manara" => Some(Layer::Binary),
        "tidy" => Some(Layer::Tidy),
        "trial" => Some(Layer::Trial),
        other if other.starts_with("models/") => Some(Layer::Models),
        other if other.starts_with("capabilities/humanitarian/") => Some(Layer::Humanitarian),
        other if other.starts_with("capabilities/") => Some(Layer::Capability),
        _ => None,
    }
}

fn may_reach(from: Layer, to: Layer) -> bool {
    MAY_REACH.iter().any(|(layer, allowed)| *layer == from && allowed.contains(&to))
}

/// Whether the tests of a layer may stand on a node of their own: those of the layers that such a node does not need itself.
fn may_try(layer: Layer) -> bool {
    matches!(layer, Layer::People | Layer::Capability | Layer::Humanitarian | Layer::Binary)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// (folder or outside name, product dependencies, test dependencies), each named by its last word.
    fn graph(crates: &[(&str, &[&str], &[&str])]) -> Graph {
        let id = |path: &str| path.rsplit('/').next().unwrap().to_owned();
        let packages = crates.iter().map(|(path, product, tests)| {
            let package = Package {
                name: id(path),
                licence: String::new(),
                folder: path.contains('/').then(|| (*path).to_owned()),
                dependencies: product.iter().map(|name| (*name).to_owned()).collect(),
                test_dependencies: tests.iter().map(|name| (*name).to_owned()).collect(),
            };
            (id(path), package)
        });
        Graph { packages: packages.collect() }
    }

    fn whats(graph: &Graph) -> Vec<String> {
        check(graph).into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn the_order_of_the_architecture_is_accepted() {
        let graph = graph(&[
            ("crates/kernel", &["serde"], &[]),
            ("crates/log", &["kernel", "rusqlite"], &[]),
            ("crates/shell", &["log", "tokio"], &[]),
            ("crates/capabilities/border/crossing", &["shell"], &[]),
            ("crates/manara", &["crossing"], &[]),
            ("serde", &[], &[]),
            ("rusqlite", &[], &[]),
            ("tokio", &[], &[]),
        ]);
        assert_eq!(whats(&graph), Vec::<String>::new());
    }

    #[test]
    fn a_capability_that_reaches_another_is_caught() {
        let crossing = "crates/capabilities/border/crossing";
        let registration = "crates/capabilities/humanitarian/registration";
        let by_product = graph(&[(crossing, &["registration"], &[]), (registration, &[], &[])]);
        let by_tests = graph(&[(crossing, &[], &["registration"]), (registration, &[], &[])]);
        assert_eq!(whats(&by_product), ["`crossing` depends on `registration`"]);
        assert_eq!(whats(&by_tests), ["`crossing` depends on `registration`"]);
    }

    #[test]
    fn only_the_humanitarian_zone_and_the_binary_know_who_is_who() {
        let registration = "crates/capabilities/humanitarian/registration";
        let graph = graph(&[
            ("crates/people", &["shell"], &[]),
            ("crates/shell", &[], &[]),
            (registration, &["people"], &[]),
            ("crates/capabilities/border/crossing", &["people"], &[]),
            ("crates/capabilities/security/watchlist", &[], &["people"]),
            ("crates/manara", &["people", "registration"], &[]),
        ]);
        assert_eq!(whats(&graph), ["`crossing` depends on `people`", "`watchlist` depends on `people`"]);
    }

    #[test]
    fn a_node_for_tests_is_reached_by_tests_alone() {
        let graph = graph(&[
            ("crates/trial", &["shell"], &[]),
            ("crates/shell", &[], &[]),
            ("crates/capabilities/border/crossing", &["shell"], &["trial"]),
            ("crates/manara", &["trial"], &[]),
            ("crates/log", &[], &["trial"]),
        ]);
        assert_eq!(whats(&graph), ["`log` depends on `trial`", "`manara` depends on `trial`"]);
    }

    #[test]
    fn a_dependency_upwards_is_caught_even_through_an_outside_crate() {
        let graph = graph(&[("crates/log", &["odd"], &[]), ("odd", &["shell"], &[]), ("crates/shell", &[], &[])]);
        assert_eq!(whats(&graph), ["`log` depends on `shell`"]);
    }

    #[test]
    fn io_reached_from_a_model_is_caught_transitively() {
        let graph = graph(&[("crates/models/drift", &["grid"], &[]), ("grid", &["tokio"], &[]), ("tokio", &[], &[])]);
        assert_eq!(whats(&graph), ["`drift` reaches `tokio`"]);
    }

    #[test]
    fn a_crate_without_a_place_in_the_order_is_caught() {
        assert_eq!(
            whats(&graph(&[("crates/common", &[], &[])])),
            ["this crate stands outside the order of the crates"]
        );
    }
}
