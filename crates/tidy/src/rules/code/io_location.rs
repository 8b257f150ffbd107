//! Only `manara`, `log` and `shell`, and `trial` for tests, touch files, sockets, processes and the environment; what computes is synchronous.

use crate::{Finding, Repository, repository::File};

/// Modules of the standard library that reach outside the process.
const OUTSIDE: &[&str] = &["fs", "net", "process", "env"];

const MAY_DO_IO: &[&str] = &["crates/manara/", "crates/log/", "crates/shell/", "crates/trial/"];

const PURE: &[&str] = &["crates/kernel/", "crates/contracts/", "crates/models/"];

const PASS_IN: &str = "do the IO in `log`, `shell` or `manara` and pass the values in (ARCHITECTURE.md, invariant 3)";
const SYNCHRONOUS: &str =
    "kernel, contracts and models are pure and synchronous: return a value and let the caller wait";

/// Every use of the outside world where there is none, and every asynchronous function where all is pure.
pub fn check(repository: &Repository) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, source) in repository.rust().filter(|(file, _)| is_product(file)) {
        if MAY_DO_IO.iter().any(|folder| file.path.starts_with(folder)) {
            continue;
        }
        for module in OUTSIDE {
            let direct = source.product_lines_of(&["std", "::", module]);
            let lines = direct.into_iter().chain(imported_in_a_group(source.product(), module));
            findings
                .extend(lines.map(|line| Finding::at_line(&file.path, line, format!("uses `std::{module}`"), PASS_IN)));
        }
        if PURE.iter().any(|folder| file.path.starts_with(folder)) {
            let lines = source.product_lines_of(&["async"]).into_iter();
            findings.extend(lines.map(|line| Finding::at_line(&file.path, line, "is asynchronous", SYNCHRONOUS)));
        }
    }
    findings
}

fn is_product(file: &File) -> bool {
    file.path.starts_with("crates/") && file.path.contains("/src/")
}

/// The lines of `module` inside `use std::{…}`, at the first level of the braces.
fn imported_in_a_group(tokens: Vec<&crate::rust_source::Token>, module: &str) -> Vec<usize> {
    let mut lines = Vec::new();
    let mut depth = None;
    for (at, token) in tokens.iter().enumerate() {
        let before =
            |back: usize| at.checked_sub(back).and_then(|at| tokens.get(at)).map_or("", |token| token.text.as_str());
        match (token.text.as_str(), depth) {
            ("{", None) if before(1) == "::" && before(2) == "std" => depth = Some(1_usize),
            ("{", Some(levels)) => depth = Some(levels + 1),
            ("}", Some(levels)) => depth = levels.checked_sub(1).filter(|left| *left > 0),
            (text, Some(1)) if text == module && matches!(before(1), "{" | ",") => lines.push(token.line),
            _ => {}
        }
    }
    lines
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
    fn io_outside_the_three_crates_is_caught_however_it_is_imported() {
        let text = "use std::{collections::BTreeMap,\n fs, io};\nfn a() { std::net::TcpStream::connect(x) }";
        let expected = ["crates/access/src/a.rs:2 uses `std::fs`", "crates/access/src/a.rs:3 uses `std::net`"];
        assert_eq!(whats("crates/access/src/a.rs", text), expected);
        assert_eq!(whats("crates/log/src/a.rs", text), Vec::<String>::new());
    }

    #[test]
    fn tests_may_use_files() {
        let text = "#[cfg(test)]\nmod tests { use std::fs; }";
        assert_eq!(whats("crates/access/src/a.rs", text), Vec::<String>::new());
    }

    #[test]
    fn a_name_that_is_no_module_of_std_is_accepted() {
        assert_eq!(
            whats("crates/kernel/src/a.rs", "use std::{fmt::{self, Display}}; struct A { fs: u8 }"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn an_asynchronous_model_is_caught() {
        assert_eq!(
            whats("crates/models/drift/src/a.rs", "async fn a() {}"),
            ["crates/models/drift/src/a.rs:1 is asynchronous"]
        );
    }
}
