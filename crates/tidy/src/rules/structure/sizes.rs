//! Files, folders and capabilities stay small enough to be read in one sitting.

use std::collections::BTreeMap;

use crate::{Finding, Repository, repository::File};

const PRODUCT_LINES: usize = 400;
const TEMPLATE_LINES: usize = 150;
const FILES_IN_FOLDER: usize = 15;
const CAPABILITY_LINES: usize = 6_000;

const SOURCE_ENDINGS: &[&str] = &[".rs", ".html", ".sql", ".ts", ".css"];

const SPLIT_FILE: &str = "split it by what it does: one use case, state, view or screen a file";
const SPLIT_TEMPLATE: &str = "move a part of the page to a template of its own and include it";
const SPLIT_FOLDER: &str = "group the files in folders named by the thing they are about (household/, card/, …)";
const SPLIT_CAPABILITY: &str = "a capability is one area of work: move a part of it to a capability of its own";

/// Every file, folder and capability over its size.
pub fn check(repository: &Repository) -> Vec<Finding> {
    let mut findings: Vec<Finding> = repository.files().filter_map(too_long).collect();
    findings.extend(full_folders(repository));
    findings.extend(repository.capabilities().into_iter().filter_map(|capability| {
        let source = format!("{}/src", capability.path);
        // Tests stand beside what they test and do not make a capability harder to read: they count here as little as in a file.
        let product = |file: &File| file.rust.as_ref().map(|rust| file.text.lines().count() - rust.test_lines());
        let lines = repository.under(&source).filter_map(product).sum();
        over(&capability.path, lines, CAPABILITY_LINES, "lines of product code", SPLIT_CAPABILITY)
    }));
    findings
}

fn too_long(file: &File) -> Option<Finding> {
    let lines = file.text.lines().count();
    if let Some(rust) = file.rust.as_ref().filter(|_| file.path.contains("/src/")) {
        return over(&file.path, lines - rust.test_lines(), PRODUCT_LINES, "lines of product code", SPLIT_FILE);
    }
    let template = file.path.starts_with("crates/") && file.path.ends_with(".html");
    over(&file.path, if template { lines } else { 0 }, TEMPLATE_LINES, "lines of template", SPLIT_TEMPLATE)
}

fn full_folders(repository: &Repository) -> Vec<Finding> {
    let mut folders: BTreeMap<&str, usize> = BTreeMap::new();
    for file in repository.files().filter(|file| SOURCE_ENDINGS.iter().any(|ending| file.path.ends_with(ending))) {
        *folders.entry(file.folder()).or_default() += 1;
    }
    folders
        .into_iter()
        .filter_map(|(folder, files)| over(folder, files, FILES_IN_FOLDER, "source files", SPLIT_FOLDER))
        .collect()
}

fn over(place: &str, count: usize, limit: usize, of_what: &str, remedy: &'static str) -> Option<Finding> {
    (count > limit).then(|| Finding::in_file(place, format!("{count} {of_what}, the limit is {limit}"), remedy))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whats(files: &[(&str, &str)]) -> Vec<String> {
        check(&Repository::of(files)).into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn lines_of_tests_do_not_count_as_product_code() {
        let tests = format!("#[cfg(test)]\nmod tests {{\n{}}}\n", "fn t() {}\n".repeat(300));
        let at_limit = "fn a() {}\n".repeat(400) + &tests;
        assert_eq!(whats(&[("crates/log/src/a.rs", &at_limit)]), Vec::<String>::new());
        let over_limit = "fn a() {}\n".repeat(401) + &tests;
        assert_eq!(whats(&[("crates/log/src/a.rs", &over_limit)]), ["401 lines of product code, the limit is 400"]);
    }

    #[test]
    fn a_long_template_is_caught() {
        let page = "<p></p>\n".repeat(151);
        assert_eq!(whats(&[("crates/shell/src/frame.html", &page)]), ["151 lines of template, the limit is 150"]);
    }

    #[test]
    fn a_full_folder_is_caught_and_other_files_do_not_count() {
        let paths: Vec<String> = (0..16).map(|n| format!("crates/log/src/f{n}.rs")).collect();
        let mut files: Vec<(&str, &str)> = paths.iter().map(|path| (path.as_str(), "")).collect();
        assert_eq!(whats(&files), ["16 source files, the limit is 15"]);
        files.pop();
        files.push(("crates/log/src/permissions.toml", ""));
        assert_eq!(whats(&files), Vec::<String>::new());
    }

    #[test]
    fn a_capability_over_six_thousand_lines_is_caught() {
        let mut files = vec![("crates/capabilities/border/crossing/Cargo.toml".to_owned(), String::new())];
        files.extend((0..16).map(|n| {
            (format!("crates/capabilities/border/crossing/src/part{n}/use_case.rs"), "fn a() {}\n".repeat(376))
        }));
        let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        assert_eq!(whats(&files), ["6016 lines of product code, the limit is 6000"]);
    }
}
