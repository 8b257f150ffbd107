//! Each exception to a panic lint says why it is safe.

use crate::{Finding, Repository, rules::structure::workspace_manifests::PANIC_LINTS};

const REMEDY: &str =
    "write `// why: …` above or beside it, or `reason = \"…\"` in it: what makes the panic impossible here";

/// Every `allow` or `expect` of a panic lint without its reason.
pub fn check(repository: &Repository) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, source) in repository.rust() {
        let lines: Vec<&str> = file.text.lines().collect();
        for window in source.product().windows(3) {
            let [lints, path, lint] = window else { continue };
            let is_panic_lint =
                lints.text == "clippy" && path.text == "::" && PANIC_LINTS.contains(&lint.text.as_str());
            if is_panic_lint && !says_why(&lines, lint.line) {
                findings.push(Finding::at_line(
                    &file.path,
                    lint.line,
                    format!("clippy::{} without a reason", lint.text),
                    REMEDY,
                ));
            }
        }
    }
    findings
}

/// Whether the attribute's line, the one above or the one below (a wrapped `reason`) gives the reason.
fn says_why(lines: &[&str], line: usize) -> bool {
    let near = |number: usize| number.checked_sub(1).and_then(|index| lines.get(index)).copied().unwrap_or_default();
    let above = line.checked_sub(1).map(near).unwrap_or_default();
    let here = near(line);
    let below = near(line + 1);
    here.contains("// why: ")
        || above.trim_start().starts_with("// why: ")
        || [here, below].iter().any(|l| l.contains("reason = \""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whats(text: &str) -> Vec<String> {
        check(&Repository::of(&[("crates/log/src/a.rs", text)]))
            .into_iter()
            .map(|f| format!("{} {}", f.place, f.what))
            .collect()
    }

    #[test]
    fn a_bare_exception_is_caught() {
        let expected = ["crates/log/src/a.rs:2 clippy::unwrap_used without a reason"];
        assert_eq!(whats("\n#[allow(clippy::unwrap_used)]\nfn a() {}"), expected);
    }

    #[test]
    fn an_exception_with_its_reason_is_accepted() {
        assert_eq!(
            whats("// why: the table has 256 entries\n#[allow(clippy::indexing_slicing)]\nfn a() {}"),
            Vec::<String>::new()
        );
        assert_eq!(whats("#[expect(clippy::panic, reason = \"a test harness\")]\nfn a() {}"), Vec::<String>::new());
        assert_eq!(whats("#[allow(clippy::too_many_arguments)]\nfn a() {}"), Vec::<String>::new());
    }
}
