//! Every key exists in Arabic, French and English, takes the same values in each, and is defined once: all catalogues become one.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    Finding, Repository,
    catalogue::{Catalogue, LANGUAGES, locale_folders, of_language},
};

const ADD_FILE: &str = "add the catalogue: every text exists in ar, fr and en";
const ONE_OWNER: &str = "rename one of the two, or move the text to the shell's catalogue when both mean the same";
const MEND: &str = "mend the Fluent syntax; what follows a broken message is not read";
const TRANSLATE: &str = "translate the message into this language, or delete it from the others";
const SAME_VALUES: &str =
    "use the same { $values } in every language; a sentence may place them differently but not drop one";

/// Every catalogue, key and value that one language has and another lacks, and every key of two catalogues.
pub fn check(repository: &Repository) -> Vec<Finding> {
    let folders = locale_folders(repository);
    let mut findings: Vec<Finding> = folders.iter().flat_map(|folder| check_folder(repository, folder)).collect();
    findings.extend(defined_twice(repository, &folders));
    findings
}

fn defined_twice(repository: &Repository, folders: &BTreeSet<String>) -> Vec<Finding> {
    let mut owners: BTreeMap<String, String> = BTreeMap::new();
    let mut findings = Vec::new();
    for folder in folders {
        let Some((file, catalogue)) = of_language(repository, folder, "en") else { continue };
        for (key, message) in catalogue.messages {
            if let Some(owner) = owners.get(&key) {
                findings.push(Finding::at_line(
                    &file.path,
                    message.line,
                    format!("`{key}` is also in {owner}"),
                    ONE_OWNER,
                ));
            } else {
                owners.insert(key, file.path.clone());
            }
        }
    }
    findings
}

fn check_folder(repository: &Repository, folder: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut read: Vec<(String, Catalogue)> = Vec::new();
    for language in LANGUAGES {
        let path = format!("{folder}/{language}.ftl");
        match of_language(repository, folder, language) {
            Some((_, catalogue)) => read.push((path, catalogue)),
            None => findings.push(Finding::in_file(&path, "this language has no catalogue", ADD_FILE)),
        }
    }
    let keys: BTreeSet<&String> = read.iter().flat_map(|(_, catalogue)| catalogue.messages.keys()).collect();
    for (path, catalogue) in &read {
        let broken = catalogue.unreadable.iter();
        findings.extend(broken.map(|line| Finding::at_line(path, *line, "not readable as Fluent", MEND)));
        let missing = keys.iter().filter(|key| !catalogue.messages.contains_key(**key));
        findings.extend(missing.map(|key| Finding::in_file(path, format!("`{key}` is missing"), TRANSLATE)));
        for (key, message) in &catalogue.messages {
            let in_any =
                read.iter().filter_map(|(_, other)| other.messages.get(key)).flat_map(|other| &other.placeables);
            let dropped: BTreeSet<&str> =
                in_any.filter(|placeable| !message.placeables.contains(*placeable)).map(String::as_str).collect();
            if !dropped.is_empty() {
                let names = dropped.into_iter().collect::<Vec<_>>().join(", ");
                findings.push(Finding::at_line(path, message.line, format!("`{key}` lacks {names}"), SAME_VALUES));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whats(ar: &str, fr: &str, en: &str) -> Vec<String> {
        let folder = "crates/shell/locales";
        let paths = LANGUAGES.map(|language| format!("{folder}/{language}.ftl"));
        let files: Vec<_> =
            paths.iter().map(String::as_str).zip([ar, fr, en]).filter(|(_, text)| !text.is_empty()).collect();
        let found = check(&Repository::of(&files)).into_iter();
        found
            .map(|finding| format!("{} {}", finding.place.trim_start_matches("crates/shell/locales/"), finding.what))
            .collect()
    }

    #[test]
    fn the_same_keys_and_values_are_accepted() {
        assert_eq!(whats("a = { $n } ب\n", "a = voici { $n }\n", "a = { $n } here\n"), Vec::<String>::new());
    }

    #[test]
    fn a_key_missing_in_one_language_is_caught_in_any_direction() {
        assert_eq!(
            whats("a = ا\n", "a = un\nb = deux\n", "a = one\n"),
            ["ar.ftl `b` is missing", "en.ftl `b` is missing"]
        );
    }

    #[test]
    fn a_missing_attribute_is_caught() {
        assert_eq!(
            whats("a = ا\n", "a = un\n    .hint = deux\n", "a = one\n    .hint = two\n"),
            ["ar.ftl `a.hint` is missing"]
        );
    }

    #[test]
    fn a_dropped_value_is_caught() {
        let found = whats("\na = ا\n", "\na = un { $n }\n", "\na = one { $n } { $post }\n");
        assert_eq!(found, ["ar.ftl:2 `a` lacks $n, $post", "fr.ftl:2 `a` lacks $post"]);
    }

    #[test]
    fn a_missing_catalogue_and_a_broken_one_are_caught() {
        assert_eq!(whats("", "a = un\n", "a = one\n"), ["ar.ftl this language has no catalogue"]);
        assert_eq!(whats("a = ا\nb = { $\n", "a = un\n", "a = one\n"), ["ar.ftl:2 not readable as Fluent"]);
    }

    #[test]
    fn a_key_of_two_catalogues_is_caught() {
        let folders = ["crates/shell/locales", "crates/capabilities/border/crossing/locales"];
        let paths = folders.map(|folder| LANGUAGES.map(|language| format!("{folder}/{language}.ftl")));
        let files: Vec<_> = paths.iter().flatten().map(|path| (path.as_str(), "yes = x\n")).collect();
        let whats: Vec<_> = check(&Repository::of(&files)).into_iter().map(|finding| finding.what).collect();
        assert_eq!(whats, ["`yes` is also in crates/capabilities/border/crossing/locales/en.ftl"]);
    }
}
