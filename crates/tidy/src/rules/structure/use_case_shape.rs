//! A use-case file opens with its sentence in the officer's words, decides without IO, and tests itself.

use crate::{Finding, Repository};

const HEADER: &str = "begin the file with `//!`: one sentence in the officer's words, and the standard it follows";
const TESTS: &str = "add `#[cfg(test)] mod tests`: given facts, when command, then facts or error";
const ASYNC: &str = "`decide` is pure and synchronous: pass what it needs as past facts, command or time";

/// Every file with a `decide` function that lacks its header or its tests, or that is asynchronous.
pub fn check(repository: &Repository) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, source) in repository.rust().filter(|(file, _)| file.path.starts_with("crates/capabilities/")) {
        let Some(line) = source.product_lines_of(&["fn", "decide"]).first().copied() else { continue };
        if !file.text.starts_with("//! ") {
            findings.push(Finding::at_line(&file.path, 1, "this use case has no header", HEADER));
        }
        let in_tests: Vec<&str> =
            source.tokens.iter().filter(|token| token.test).map(|token| token.text.as_str()).collect();
        // The `test` of `#[cfg(test)]` and at least one `#[test]` below it; or `mod tests;`, whose file is beside this one.
        let inline = in_tests.iter().filter(|word| **word == "test").count() >= 2;
        if !inline && !in_tests.windows(3).any(|words| words == ["mod", "tests", ";"]) {
            findings.push(Finding::in_file(&file.path, "this use case has no tests of its own", TESTS));
        }
        if !source.product_lines_of(&["async", "fn"]).is_empty() {
            findings.push(Finding::at_line(&file.path, line, "this use case is asynchronous", ASYNC));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whats(text: &str) -> Vec<String> {
        let tree = Repository::of(&[("crates/capabilities/border/crossing/src/open_lane.rs", text)]);
        check(&tree).into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn a_use_case_with_header_and_tests_is_accepted() {
        let text = "//! Open a lane.\npub fn decide() {}\n#[cfg(test)]\nmod tests {\n    #[test]\n    fn a() {}\n}\n";
        assert_eq!(whats(text), Vec::<String>::new());
    }

    #[test]
    fn tests_in_a_file_beside_it_are_accepted() {
        let text = "//! Open a lane.\npub fn decide() {}\n#[cfg(test)]\n#[path = \"open_lane_tests.rs\"]\nmod tests;\n";
        assert_eq!(whats(text), Vec::<String>::new());
    }

    #[test]
    fn a_bare_use_case_is_caught() {
        let text = "pub fn decide() {}\nasync fn ask() {}\n#[cfg(test)]\nmod tests {}\n";
        let expected =
            ["this use case has no header", "this use case has no tests of its own", "this use case is asynchronous"];
        assert_eq!(whats(text), expected);
    }

    #[test]
    fn a_file_that_decides_nothing_is_no_use_case() {
        assert_eq!(whats("pub struct Lane;"), Vec::<String>::new());
    }
}
