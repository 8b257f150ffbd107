//! Every text that code or a page asks for exists, and every text that exists is asked for.
//!
//! A text counts as asked for when `asked` finds it, when its key stands as a whole string in Rust or in a template, or when the key
//! begins like a string that a value is put into, such as `"need-{code}"`. A hint (`<key>-hint`) goes with its key.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    Finding, Repository,
    catalogue::{Catalogue, locale_folders, of_language},
    rules::language::asked::{Asked, asked},
};

/// Beginnings that are composed for many keys at once; each of these keys must be derived from a literal of its own.
const DERIVED_FAMILIES: &[&str] = &["error-", "column-"];

/// Shortest beginning of a composed key that says something.
const SHORTEST_BEGINNING: usize = 3;

const ADD_CODE: &str = "write a text for each value of the code in ar.ftl, fr.ftl and en.ftl";
const DELETE: &str = "delete the key from the three catalogues, or use it";

/// Every text asked for that no catalogue has, and every text that nothing asks for.
pub fn check(repository: &Repository) -> Vec<Finding> {
    let catalogues: BTreeMap<String, Catalogue> = locale_folders(repository)
        .into_iter()
        .filter_map(|folder| Some((folder.clone(), of_language(repository, &folder, "en")?.1)))
        .collect();
    if catalogues.is_empty() {
        return Vec::new();
    }
    let mut findings = missing(repository, &catalogues);
    findings.extend(unused(repository, &catalogues));
    findings
}

fn missing(repository: &Repository, catalogues: &BTreeMap<String, Catalogue>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, tokens) in repository.asking() {
        let within_reach =
            || catalogues.iter().filter(|(folder, _)| may_read(&file.path, folder)).map(|(_, found)| found);
        for (line, asked) in asked(&tokens) {
            match asked {
                Asked::Key(key, remedy) if !within_reach().any(|catalogue| catalogue.messages.contains_key(&key)) => {
                    findings.push(Finding::at_line(&file.path, line, format!("no text for `{key}`"), remedy));
                }
                Asked::Family(beginning) if !within_reach().any(|catalogue| catalogue.has_family(&beginning)) => {
                    findings.push(Finding::at_line(
                        &file.path,
                        line,
                        format!("no text begins `{beginning}`"),
                        ADD_CODE,
                    ));
                }
                Asked::Key(..) | Asked::Family(_) => {}
            }
        }
    }
    findings
}

/// A file reads the catalogue of its own crate and those of the crates below the capabilities.
fn may_read(path: &str, locales: &str) -> bool {
    let owner = locales.strip_suffix("locales").unwrap_or(locales);
    path.starts_with(owner) || !locales.starts_with("crates/capabilities/")
}

/// Everything that keeps a key in use.
#[derive(Default)]
struct Uses {
    keys: BTreeSet<String>,
    beginnings: BTreeSet<String>,
}

impl Uses {
    fn of(repository: &Repository) -> Self {
        let mut uses = Self::default();
        let says_something = |beginning: &str| {
            beginning.len() >= SHORTEST_BEGINNING
                && beginning.ends_with(['-', '.'])
                && !DERIVED_FAMILIES.contains(&beginning)
        };
        for (_, tokens) in repository.asking() {
            for token in tokens.iter().filter(|token| token.string) {
                uses.keys.insert(token.text.clone());
                // A column of ids needs no heading but may have one.
                uses.keys.insert(format!("column-{}", token.text.replace('_', "-")));
                let beginning = token.text.split_once('{').map(|(before, _)| before.to_owned());
                uses.beginnings.extend(beginning.filter(|beginning| says_something(beginning)));
            }
            for (_, asked) in asked(&tokens) {
                match asked {
                    Asked::Key(key, _) => uses.keys.insert(key),
                    Asked::Family(beginning) => uses.beginnings.insert(beginning),
                };
            }
        }
        uses
    }

    fn hold(&self, key: &str) -> bool {
        self.keys.contains(key)
            || self.beginnings.iter().any(|beginning| key.starts_with(beginning.as_str()))
            || key.strip_suffix("-hint").is_some_and(|label| self.keys.contains(label))
    }
}

fn unused(repository: &Repository, catalogues: &BTreeMap<String, Catalogue>) -> Vec<Finding> {
    let uses = Uses::of(repository);
    let mut findings = Vec::new();
    for (folder, catalogue) in catalogues {
        let referred: BTreeSet<&String> = catalogue.messages.values().flat_map(|message| &message.placeables).collect();
        for (key, message) in catalogue.messages.iter().filter(|(key, _)| !referred.contains(key) && !uses.hold(key)) {
            let path = format!("{folder}/en.ftl");
            findings.push(Finding::at_line(&path, message.line, format!("nothing uses `{key}`"), DELETE));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: &str = "crates/capabilities/border/crossing";
    const THERE: &str = "crates/capabilities/humanitarian/registration";

    fn whats(files: &[(&str, &str)]) -> Vec<String> {
        check(&Repository::of(files)).into_iter().map(|finding| format!("{} {}", finding.place, finding.what)).collect()
    }

    #[test]
    fn texts_of_the_crate_and_of_the_shell_are_found() {
        let files = [
            ("crates/shell/locales/en.ftl", "save = Save\n"),
            (
                &*format!("{HERE}/locales/en.ftl"),
                "lane = Lane\nlane-hint = 1\nneed-water = Water\n-brand = M\nhi = { -brand }\n",
            ),
            (&*format!("{HERE}/src/a.rs"), "fn a() { words.t(\"lane\"); format!(\"need-{code}\"); }"),
            (&*format!("{HERE}/src/a.html"), "{{ words.t(\"save\") }} {{ words.with(\"hi\", 1) }}"),
        ];
        assert_eq!(whats(&files), Vec::<String>::new());
    }

    #[test]
    fn a_missing_text_is_caught_in_rust_and_in_a_template() {
        let files = [
            (&*format!("{HERE}/locales/en.ftl"), "lane = Lane\n"),
            (
                &*format!("{HERE}/src/a.rs"),
                "fn a() {\n self.words.t(\"lane\"); Problem::conflict(\"CRO-001\"); Kind::Code(\"sex\") }",
            ),
            (&*format!("{HERE}/src/a.html"), "<p>\n{% if x %}{{ f.text(\"lane\", \"lanes\") }}{% endif %}"),
        ];
        let expected = [
            format!("{HERE}/src/a.rs:2 no text begins `sex-`"),
            format!("{HERE}/src/a.rs:2 no text for `error-CRO-001`"),
            format!("{HERE}/src/a.html:2 no text for `lanes`"),
        ];
        assert_eq!(whats(&files), expected);
    }

    #[test]
    fn the_words_of_another_capability_are_out_of_reach() {
        let files = [
            (&*format!("{THERE}/locales/en.ftl"), "household = Household\n"),
            (&*format!("{HERE}/src/a.rs"), "fn a() { words.t(\"household\") }"),
        ];
        assert_eq!(whats(&files), [format!("{HERE}/src/a.rs:1 no text for `household`")]);
    }

    #[test]
    fn a_text_that_nothing_uses_is_caught() {
        let files = [
            ("crates/shell/locales/en.ftl", "save = Save\nsafe = Safe\nerror-GEN-404 = No\nerror-GEN-999 = No\n"),
            (
                "crates/shell/src/a.rs",
                "const A: [&str; 2] = [\"save\", \"GEN-404\"]; fn a() { format!(\"error-{code}\") }",
            ),
        ];
        let expected = ["4 nothing uses `error-GEN-999`", "2 nothing uses `safe`"];
        assert_eq!(whats(&files), expected.map(|what| format!("crates/shell/locales/en.ftl:{what}")));
    }
}
