//! Where words depend on a number, Arabic has all six plural classes, and the other languages have those they distinguish.
//!
//! Classes: Unicode CLDR, cardinal plural rules for `ar`, `fr` and `en`. French `many` (whole millions) reads like `other` in our
//! texts, so it is not asked for.

use crate::{
    Finding, Repository,
    catalogue::{LANGUAGES, PLURAL_CLASSES, locale_folders, of_language},
};

const ALL_SIX: &str = "write zero, one, two, few, many and other: \"20 سجلات\" is as wrong to read as \"1 persons\"";
const CLASSES: &str = "write a variant for each class that the language distinguishes";
const COUNT_TOO: &str = "select on the same number here: another language does, so the words depend on it";

/// Every count that lacks a plural class of its language.
pub fn check(repository: &Repository) -> Vec<Finding> {
    locale_folders(repository).iter().flat_map(|folder| check_folder(repository, folder)).collect()
}

fn classes_of(language: &str) -> &'static [&'static str] {
    if language == "ar" { &PLURAL_CLASSES } else { &["one", "other"] }
}

fn check_folder(repository: &Repository, folder: &str) -> Vec<Finding> {
    let read: Vec<_> = LANGUAGES
        .iter()
        .filter_map(|language| {
            of_language(repository, folder, language).map(|(file, catalogue)| (language, file, catalogue))
        })
        .collect();
    let mut findings = Vec::new();
    for (language, file, catalogue) in &read {
        for (key, message) in &catalogue.messages {
            for (variable, classes) in &message.counts {
                let missing = classes_of(language).iter().filter(|class| !classes.contains(**class));
                let missing: Vec<&str> = missing.copied().collect();
                if !missing.is_empty() {
                    let what = format!("`{key}` counts {variable} without {}", missing.join(", "));
                    let remedy = if **language == "ar" { ALL_SIX } else { CLASSES };
                    findings.push(Finding::at_line(&file.path, message.line, what, remedy));
                }
            }
            let elsewhere = read.iter().filter_map(|(_, _, other)| other.messages.get(key));
            let counted =
                elsewhere.flat_map(|other| other.counts.keys()).find(|name| !message.counts.contains_key(*name));
            if let Some(variable) = counted {
                let what = format!("`{key}` does not count {variable}");
                findings.push(Finding::at_line(&file.path, message.line, what, COUNT_TOO));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARABIC: &str = "n = { $n ->\n [zero] ا\n [one] ب\n [two] ت\n [few] ث\n [many] ج\n *[other] ح\n }\n";
    const ENGLISH: &str = "n = { $n ->\n [one] one\n *[other] more\n }\n";

    fn whats(ar: &str, en: &str) -> Vec<String> {
        let tree = Repository::of(&[("crates/shell/locales/ar.ftl", ar), ("crates/shell/locales/en.ftl", en)]);
        check(&tree).into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn all_six_classes_are_accepted() {
        assert_eq!(whats(ARABIC, ENGLISH), Vec::<String>::new());
    }

    #[test]
    fn a_class_missing_in_arabic_is_caught() {
        let without_few = ARABIC.replace(" [few] ث\n", "").replace(" [two] ت\n", "");
        assert_eq!(whats(&without_few, ENGLISH), ["`n` counts $n without two, few"]);
    }

    #[test]
    fn a_language_that_does_not_count_is_caught() {
        assert_eq!(whats("n = { $n } ح\n", ENGLISH), ["`n` does not count $n"]);
        assert_eq!(whats(ARABIC, "n = { $n } more\n"), ["`n` does not count $n"]);
    }

    #[test]
    fn english_without_a_singular_is_caught() {
        let found = whats(ARABIC, "n = { NUMBER($n) ->\n *[other] more\n }\n");
        assert_eq!(found, ["`n` counts $n without one"]);
    }
}
