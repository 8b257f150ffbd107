//! The clock is an argument: only the binary, and the tests of the log, ask what time it is.

use crate::{Finding, Repository};

const CLOCKS: &[[&str; 3]] = &[
    ["SystemTime", "::", "now"],
    ["Timestamp", "::", "now"],
    ["Zoned", "::", "now"],
    ["Uuid", "::", "now_v7"],
    ["Utc", "::", "now"],
    ["OffsetDateTime", "::", "now_utc"],
];

const MAY_ASK: &[&str] = &["crates/manara/", "crates/log/tests/", "crates/log/benches/"];

const REMEDY: &str = "take the time as an argument; only the binary's clock knows it (ARCHITECTURE.md, invariant 5)";

/// Every place that asks for the time without being allowed to.
pub fn check(repository: &Repository) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, source) in
        repository.rust().filter(|(file, _)| !MAY_ASK.iter().any(|folder| file.path.starts_with(folder)))
    {
        for clock in CLOCKS {
            let lines = source.lines_of(clock).into_iter();
            findings.extend(
                lines.map(|line| Finding::at_line(&file.path, line, format!("asks `{}`", clock.concat()), REMEDY)),
            );
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASKS: &str = "fn a() { std::time::SystemTime::now(); }";

    fn count(path: &str) -> usize {
        check(&Repository::of(&[(path, ASKS)])).len()
    }

    #[test]
    fn only_the_binary_and_the_tests_of_the_log_ask_for_the_time() {
        assert_eq!(count("crates/kernel/src/moment.rs"), 1);
        assert_eq!(count("crates/capabilities/border/crossing/tests/all.rs"), 1);
        assert_eq!(count("crates/manara/src/main.rs"), 0);
        assert_eq!(count("crates/log/tests/crash.rs"), 0);
    }
}
