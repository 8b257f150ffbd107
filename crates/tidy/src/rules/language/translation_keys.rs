//! Every key that code or a page asks for exists, and every key that exists is asked for.
//!
//! A key counts as asked for when it stands as a whole string in Rust or in a template, or when it begins like a string that a value
//! is put into, such as `"need-{code}"`, or when code derives it (see `derived_keys`).

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    Finding, Repository,
    catalogue::{Catalogue, locale_folders, of_language},
    repository::File,
    rules::language::derived_keys::{Derived, derived},
};

/// How code and templates ask for a text: the receiver and its methods, the key being the first argument.
const ASKS: &[(&str, &str)] = &[("words", "t"), ("words", "with")];

/// Beginnings that are composed for many keys at once; each of these keys must be derived from a literal of its own.
const DERIVED_FAMILIES: &[&str] = &["error-", "column-"];

/// Shortest beginning of a composed key that says something.
const SHORTEST_PREFIX: usize = 3;

const ADD: &str = "add the key to ar.ftl, fr.ftl and en.ftl of this crate, or correct its spelling";
const DELETE: &str = "delete the key from the three catalogues, or use it";

/// Every key asked for that no catalogue has, and every key that nothing asks for.
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
    for file in repository.files().filter(|file| file.path.starts_with("crates/")) {
        for (line, key) in keys_asked_for(file) {
            let within_reach = catalogues.iter().filter(|(folder, _)| super::may_read(&file.path, folder));
            if !within_reach.into_iter().any(|(_, catalogue)| catalogue.messages.contains_key(&key)) {
                findings.push(Finding::at_line(&file.path, line, format!("no text for `{key}`"), ADD));
            }
        }
    }
    findings
}

fn unused(repository: &Repository, catalogues: &BTreeMap<String, Catalogue>) -> Vec<Finding> {
    let mut whole: BTreeSet<&str> = BTreeSet::new();
    let mut beginnings: BTreeSet<&str> = BTreeSet::new();
    let mut derived_keys: BTreeSet<String> = BTreeSet::new();
    let mut families: BTreeSet<String> = BTreeSet::new();
    for (_, source) in repository.rust() {
        for (_, derived) in derived(&source.product()) {
            match derived {
                Derived::Key(key, _) => derived_keys.insert(key),
                Derived::Family(beginning) => families.insert(beginning),
            };
        }
        for token in source.tokens.iter().filter(|token| token.string) {
            whole.insert(&token.text);
            beginnings.extend(token.text.split_once('{').map(|(before, _)| before));
        }
    }
    for file in repository.files().filter(|file| file.path.ends_with(".html")) {
        whole.extend(file.text.split('"'));
    }
    let says_something = |beginning: &str| beginning.len() >= SHORTEST_PREFIX && beginning.ends_with(['-', '.']);
    beginnings.retain(|beginning| says_something(beginning) && !DERIVED_FAMILIES.contains(beginning));
    let mut findings = Vec::new();
    for (folder, catalogue) in catalogues {
        let referred: BTreeSet<&String> = catalogue.messages.values().flat_map(|message| &message.placeables).collect();
        for (key, message) in &catalogue.messages {
            let asked = whole.contains(key.as_str())
                || derived_keys.contains(key)
                || referred.contains(key)
                || families.iter().any(|beginning| key.starts_with(beginning))
                || beginnings.iter().any(|beginning| key.starts_with(beginning));
            if !asked {
                let path = format!("{folder}/en.ftl");
                findings.push(Finding::at_line(&path, message.line, format!("nothing uses `{key}`"), DELETE));
            }
        }
    }
    findings
}

fn keys_asked_for(file: &File) -> Vec<(usize, String)> {
    if let Some(source) = file.rust.as_ref().filter(|_| !file.path.starts_with("crates/tidy/")) {
        let product = source.product();
        let windows = product.windows(5);
        return windows
            .filter_map(|window| match window {
                [receiver, dot, method, open, key] if dot.text == "." && open.text == "(" && key.string => {
                    ASKS.contains(&(receiver.text.as_str(), method.text.as_str())).then(|| (key.line, key.text.clone()))
                }
                _ => None,
            })
            .collect();
    }
    if !file.path.ends_with(".html") {
        return Vec::new();
    }
    file.lines().flat_map(|(number, line)| keys_in_line(line).into_iter().map(move |key| (number, key))).collect()
}

fn keys_in_line(line: &str) -> Vec<String> {
    let mut keys = Vec::new();
    for (receiver, method) in ASKS {
        for after in line.split(&format!("{receiver}.{method}(\"")).skip(1) {
            keys.extend(after.split_once('"').map(|(key, _)| key.to_owned()));
        }
    }
    keys
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
    fn keys_of_the_crate_and_of_the_shell_are_found() {
        let files = [
            ("crates/shell/locales/en.ftl", "save = Save\n"),
            (&*format!("{HERE}/locales/en.ftl"), "lane = Lane\nneed-water = Water\n-brand = M\nhi = { -brand }\n"),
            (&*format!("{HERE}/src/a.rs"), "fn a() { words.t(\"lane\"); format!(\"need-{code}\"); }"),
            (&*format!("{HERE}/src/a.html"), "{{ words.t(\"save\") }} {{ words.with(\"hi\", 1) }}"),
        ];
        assert_eq!(whats(&files), Vec::<String>::new());
    }

    #[test]
    fn a_missing_key_is_caught_in_rust_and_in_a_template() {
        let files = [
            (&*format!("{HERE}/locales/en.ftl"), "lane = Lane\n"),
            (&*format!("{HERE}/src/a.rs"), "fn a() {\n self.words.t(\"lane\"); self.words.with(\"lain\", n); }"),
            (&*format!("{HERE}/src/a.html"), "\n{{ words.t(\"lanes\") }}"),
        ];
        let expected =
            [format!("{HERE}/src/a.rs:2 no text for `lain`"), format!("{HERE}/src/a.html:2 no text for `lanes`")];
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
    fn words_of_an_error_that_nothing_raises_are_caught() {
        let files = [
            ("crates/shell/locales/en.ftl", "error-GEN-404 = No\nerror-GEN-999 = No\n"),
            ("crates/shell/src/a.rs", "const A: &str = \"GEN-404\"; fn a() { format!(\"error-{code}\") }"),
        ];
        assert_eq!(whats(&files), ["crates/shell/locales/en.ftl:2 nothing uses `error-GEN-999`"]);
    }

    #[test]
    fn a_key_that_nothing_uses_is_caught() {
        let files = [
            ("crates/shell/locales/en.ftl", "save = Save\nsafe = Safe\n"),
            ("crates/shell/src/a.rs", "const A: &str = \"save\";"),
        ];
        assert_eq!(whats(&files), ["crates/shell/locales/en.ftl:2 nothing uses `safe`"]);
    }
}
