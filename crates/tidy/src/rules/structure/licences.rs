//! Every package in a build has a licence from the list in `deny.toml`, so that whoever runs Manara may change it and pass it on;
//! and all of Manara is under one.

use std::collections::BTreeSet;

use crate::{Finding, Graph, Repository};

const LIST: &str = "deny.toml";
const REMEDY: &str =
    "choose another crate; a licence joins deny.toml only if it lets the whole program be used, changed and passed on";
const ISLANDS: &str = "web/package.json";
const ONE: &str = "give both the licence of the file LICENSE";
const NO_LIST: &str = "give deny.toml its [licenses] table with `allow = […]`";

/// Every package whose licence is not allowed.
pub fn check(repository: &Repository, graph: &Graph) -> Vec<Finding> {
    let text = repository.file(LIST).map_or("", |file| file.text.as_str());
    let table = text.parse::<toml::Table>().unwrap_or_default();
    let licenses = table.get("licenses");
    let allowed = strings(licenses.and_then(|licenses| licenses.get("allow")));
    if allowed.is_empty() {
        return vec![Finding::in_file(LIST, "allows no licence", NO_LIST)];
    }
    let exceptions = licenses.and_then(|licenses| licenses.get("exceptions")).and_then(toml::Value::as_array);
    let except = |package: &str| {
        let of_package = |row: &&toml::Value| row.get("crate").and_then(toml::Value::as_str) == Some(package);
        strings(exceptions.into_iter().flatten().find(of_package).and_then(|row| row.get("allow")))
    };
    let refused = graph.packages.values().filter(|package| {
        let mut allowed = allowed.clone();
        allowed.extend(except(&package.name));
        !satisfied(&package.licence, &allowed)
    });
    let refused = refused.map(|p| Finding::in_file(LIST, format!("`{}` is under \"{}\"", p.name, p.licence), REMEDY));
    refused.chain(islands_differ(repository)).collect()
}

/// The browser islands under another licence than the crates.
fn islands_differ(repository: &Repository) -> Option<Finding> {
    let manifest: toml::Table = repository.file("Cargo.toml")?.text.parse().ok()?;
    let ours = manifest.get("workspace")?.get("package")?.get("license")?.as_str()?.to_owned();
    let islands: serde_json::Value = serde_json::from_str(&repository.file(ISLANDS)?.text).ok()?;
    let theirs = islands.get("license").and_then(serde_json::Value::as_str).unwrap_or("none");
    (theirs != ours)
        .then(|| Finding::in_file(ISLANDS, format!("is under \"{theirs}\", the crates under \"{ours}\""), ONE))
}

fn strings(value: Option<&toml::Value>) -> BTreeSet<String> {
    let items = value.and_then(toml::Value::as_array).into_iter().flatten();
    items.filter_map(|item| item.as_str().map(str::to_owned)).collect()
}

/// Whether an SPDX expression can be met from the list. Parentheses appear in practice only around one side of an `AND`.
fn satisfied(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let expression = expression.replace('/', " OR ");
    let mut sides = vec![String::new()];
    let mut depth = 0_usize;
    for word in expression.replace('(', " ( ").replace(')', " ) ").split_whitespace() {
        match word {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            // `A AND B OR C` groups as `(A AND B) OR C`; refusing it unless each side of AND is met is the stricter reading.
            "AND" if depth == 0 => sides.push(String::new()),
            _ => {
                if let Some(side) = sides.last_mut() {
                    side.push_str(word);
                    side.push(' ');
                }
            }
        }
    }
    sides.iter().all(|side| side.split(" OR ").any(|licence| allowed.contains(licence.trim())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Package;

    fn whats(licence: &str) -> Vec<String> {
        let list = "[licenses]\nallow = [\"MIT\", \"Unicode-3.0\"]\n[[licenses.exceptions]]\ncrate = \"other\"\nallow = [\"WTFPL\"]\n";
        let package = Package { name: "odd".into(), licence: licence.into(), ..Package::default() };
        let graph = Graph { packages: [("odd".to_owned(), package)].into() };
        check(&Repository::of(&[(LIST, list)]), &graph).into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn one_allowed_choice_is_enough_and_every_part_is_needed() {
        for licence in ["MIT", "GPL-3.0 OR MIT", "Apache-2.0/MIT", "(MIT OR Apache-2.0) AND Unicode-3.0"] {
            assert_eq!(whats(licence), Vec::<String>::new(), "{licence}");
        }
        for licence in ["GPL-3.0", "MIT AND GPL-3.0", "", "WTFPL"] {
            assert_eq!(whats(licence), [format!("`odd` is under \"{licence}\"")]);
        }
    }

    #[test]
    fn islands_under_another_licence_than_the_crates_are_caught() {
        let of = |licence: &str| {
            let crates = ("Cargo.toml", "[workspace.package]\nlicense = \"MIT\"\n");
            islands_differ(&Repository::of(&[crates, (ISLANDS, &format!("{{ \"license\": \"{licence}\" }}"))]))
        };
        assert_eq!(of("MIT"), None);
        assert_eq!(
            of("ISC").map(|finding| finding.what),
            Some("is under \"ISC\", the crates under \"MIT\"".to_owned())
        );
    }

    #[test]
    fn a_missing_list_is_caught() {
        assert_eq!(check(&Repository::of(&[]), &Graph::default()).len(), 1);
    }
}
