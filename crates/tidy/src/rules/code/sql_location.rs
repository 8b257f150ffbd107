//! SQL stands in `log` and in `views/` folders, nowhere else: what is stored is known from there alone.

use crate::{Finding, Repository};

const REMEDY: &str = "move the query to a file under `views/` and call it by a name in the words of the domain";

/// Every SQL statement or file, and every use of the SQLite crate, outside the places for it.
pub fn check(repository: &Repository) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, source) in repository.rust().filter(|(file, _)| !may_hold_sql(&file.path)) {
        let statements = source.tokens.iter().filter(|token| token.string && is_statement(&token.text));
        findings
            .extend(statements.map(|token| Finding::at_line(&file.path, token.line, "holds an SQL statement", REMEDY)));
        let uses = source.product_lines_of(&["rusqlite", "::"]).into_iter();
        findings.extend(uses.map(|line| Finding::at_line(&file.path, line, "uses rusqlite", REMEDY)));
    }
    let files = repository.files().filter(|file| file.path.ends_with(".sql") && !may_hold_sql(&file.path));
    findings.extend(files.map(|file| Finding::in_file(&file.path, "is an SQL file", REMEDY)));
    findings
}

fn may_hold_sql(path: &str) -> bool {
    path.starts_with("crates/log/") || path.contains("/src/views/") || path.ends_with("/src/views.rs")
}

/// Whether a text reads as SQL: its first word is a statement in one case, and the word that goes with it follows.
fn is_statement(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    if first.chars().any(char::is_lowercase) && first.chars().any(char::is_uppercase) {
        return false;
    }
    let words: Vec<String> = text.split_whitespace().map(str::to_ascii_uppercase).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["SELECT", rest @ ..] => first == "SELECT" || rest.contains(&"FROM") && rest.contains(&"WHERE"),
        ["WITH", _, "AS", ..] | ["WITH", "RECURSIVE", ..] => true,
        ["INSERT", "INTO" | "OR", ..] | ["REPLACE", "INTO", ..] | ["DELETE", "FROM", ..] | ["UPDATE", _, "SET", ..] => {
            true
        }
        ["CREATE" | "DROP" | "ALTER", "TABLE" | "INDEX" | "VIEW" | "TRIGGER" | "UNIQUE" | "VIRTUAL" | "TEMP", ..] => {
            true
        }
        ["PRAGMA", ..] | ["ATTACH", "DATABASE", ..] | ["BEGIN", "IMMEDIATE" | "EXCLUSIVE", ..] => first != "pragma",
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whats(path: &str, text: &str) -> Vec<String> {
        check(&Repository::of(&[(path, text)])).into_iter().map(|finding| finding.what).collect()
    }

    const QUERY: &str = "fn a() { db.query(\"SELECT name\n FROM household\") }";

    #[test]
    fn sql_outside_its_places_is_caught() {
        assert_eq!(whats("crates/capabilities/border/crossing/src/pages/lane.rs", QUERY), ["holds an SQL statement"]);
        assert_eq!(whats("crates/shell/src/a.rs", "use rusqlite::Connection;"), ["uses rusqlite"]);
        assert_eq!(whats("crates/shell/src/a.sql", ""), ["is an SQL file"]);
    }

    #[test]
    fn sql_in_the_log_and_in_views_is_accepted() {
        assert_eq!(whats("crates/log/src/sqlite/append.rs", QUERY), Vec::<String>::new());
        assert_eq!(whats("crates/capabilities/border/crossing/src/views/lanes.rs", QUERY), Vec::<String>::new());
        assert_eq!(whats("crates/access/src/views/reads.sql", ""), Vec::<String>::new());
    }

    #[test]
    fn statements_of_each_kind_are_seen_and_sentences_are_not() {
        let statements = [
            "INSERT INTO lane VALUES (1)",
            "update lane set open = 1",
            "DELETE FROM lane",
            "CREATE TABLE lane (id)",
            "PRAGMA x",
            "with x as (select 1) select 2",
            "BEGIN IMMEDIATE",
        ];
        assert_eq!(statements.iter().filter(|text| !is_statement(text)).collect::<Vec<_>>(), Vec::<&&str>::new());
        let sentences =
            ["Select a lane from the list", "Update the set", "select a lane", "create a card", "with care"];
        assert_eq!(sentences.iter().filter(|text| is_statement(text)).collect::<Vec<_>>(), Vec::<&&str>::new());
    }
}
