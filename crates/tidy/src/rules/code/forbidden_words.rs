//! Words that have no place in the repository: unfinished work, paths of one machine, and the hosts of package registries, which only
//! cargo and npm need to know.

use crate::{Finding, Repository};

/// Files written by cargo and npm, and this list itself.
const EXEMPT: &[&str] = &["Cargo.lock", "package-lock.json", "forbidden_words.rs"];

/// Paths and hosts are put together from two parts, so that this list does not hold what it forbids.
///
/// A word (matched with its case, and as a whole word where it is made of letters) and what to do instead.
const WORDS: &[(&str, &str)] = &[
    ("TODO", "finish it, or write it down where the work is planned"),
    ("FIXME", "mend it, or write it down where the work is planned"),
    ("todo!", "write the code, or leave the function out"),
    ("unimplemented!", "write the code, or leave the function out"),
    (concat!("/wo", "rk/"), "name no path of one machine: use a path from the repository's root or a setting"),
    (concat!("/ro", "ot/"), "name no path of one machine: use a path from the repository's root or a setting"),
    ("/tmp/", "name no path of one machine: use the system's folder for temporary files"),
    (concat!("static.crates", ".io"), "name no registry host: cargo knows it"),
    (concat!("index.crates", ".io"), "name no registry host: cargo knows it"),
    (concat!("registry.npmjs", ".org"), "name no registry host: npm knows it"),
    (concat!("files.pythonhosted", ".org"), "name no registry host"),
];

/// Every forbidden word, by line.
pub fn check(repository: &Repository) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in repository.files().filter(|file| !EXEMPT.contains(&file.name())) {
        for (number, line) in file.lines() {
            let held = WORDS.iter().filter(|(word, _)| holds(line, word));
            findings.extend(
                held.map(|(word, remedy)| Finding::at_line(&file.path, number, format!("holds `{word}`"), remedy)),
            );
        }
    }
    findings
}

fn holds(line: &str, word: &str) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let whole = word.chars().all(char::is_alphanumeric);
    line.match_indices(word).any(|(at, _)| {
        let before = line.get(..at).and_then(|text| text.chars().next_back());
        let after = line.get(at + word.len()..).and_then(|text| text.chars().next());
        !whole || !(is_letter(before) || is_letter(after))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whats(path: &str, text: &str) -> Vec<String> {
        check(&Repository::of(&[(path, text)]))
            .into_iter()
            .map(|finding| format!("{} {}", finding.place, finding.what))
            .collect()
    }

    #[test]
    fn unfinished_work_and_paths_of_one_machine_are_caught() {
        assert_eq!(
            whats("docs/a.md", concat!("fine\nTODO: more\nsee /wo", "rk/main")),
            ["docs/a.md:2 holds `TODO`", concat!("docs/a.md:3 holds `/wo", "rk/`")]
        );
    }

    #[test]
    fn part_of_another_word_is_accepted() {
        assert_eq!(whats("crates/log/src/a.rs", "const MASTODON: u8 = 1; // a method to do it"), Vec::<String>::new());
    }

    #[test]
    fn lock_files_name_the_registry() {
        assert_eq!(whats("web/package-lock.json", concat!("https://registry.npmjs", ".org/x")), Vec::<String>::new());
        assert_eq!(
            whats("web/.npmrc", concat!("registry=https://registry.npmjs", ".org")),
            [concat!("web/.npmrc:1 holds `registry.npmjs", ".org`")]
        );
    }
}
