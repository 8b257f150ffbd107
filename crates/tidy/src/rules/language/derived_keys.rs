//! Texts that code names without writing their key: the words of an error under `error-<code>`, the heading of a column under
//! `column-<key>`, the values of a code under `<prefix>-<value>`. Each exists in the catalogues.

use std::collections::BTreeSet;

use crate::{
    Finding, Repository,
    catalogue::{locale_folders, of_language},
    rust_source::Token,
};

const ADD_ERROR: &str =
    "write what failed, with which value, against which limit, and what to do, in ar.ftl, fr.ftl and en.ftl";
const ADD_COLUMN: &str = "write the heading of the column in ar.ftl, fr.ftl and en.ftl";
const ADD_CODE: &str = "write a text for each value of the code in ar.ftl, fr.ftl and en.ftl";

/// A text that code counts on.
#[derive(Debug, PartialEq, Eq)]
pub enum Derived {
    /// Exactly this key.
    Key(String, &'static str),
    /// At least one key that begins so.
    Family(String),
}

/// Every derived text that no catalogue within reach has.
pub fn check(repository: &Repository) -> Vec<Finding> {
    let keys: Vec<(String, BTreeSet<String>)> = locale_folders(repository)
        .into_iter()
        .filter_map(|folder| {
            let (_, catalogue) = of_language(repository, &folder, "en")?;
            Some((folder, catalogue.messages.into_keys().collect()))
        })
        .collect();
    if keys.is_empty() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (file, source) in repository.rust().filter(|(file, _)| file.path.contains("/src/")) {
        let within_reach =
            || keys.iter().filter(|(folder, _)| super::may_read(&file.path, folder)).flat_map(|(_, keys)| keys);
        for (line, derived) in derived(&source.product()) {
            match derived {
                Derived::Key(key, remedy) if !within_reach().any(|known| *known == key) => {
                    findings.push(Finding::at_line(&file.path, line, format!("no text for `{key}`"), remedy));
                }
                Derived::Family(start) if !within_reach().any(|known| known.starts_with(&start)) => {
                    findings.push(Finding::at_line(&file.path, line, format!("no text begins `{start}`"), ADD_CODE));
                }
                Derived::Key(..) | Derived::Family(_) => {}
            }
        }
    }
    findings
}

/// The texts that these tokens count on, each with its line.
pub fn derived(tokens: &[&Token]) -> Vec<(usize, Derived)> {
    let mut found = Vec::new();
    for window in tokens.windows(4) {
        if let [code, open, prefix, close] = window
            && [&code.text, &open.text, &close.text] == ["Code", "(", ")"]
            && prefix.string
        {
            found.push((prefix.line, Derived::Family(format!("{}-", prefix.text))));
        }
    }
    for window in tokens.windows(5) {
        if let [column, brace, key, colon, value] = window
            && [&column.text, &brace.text, &key.text, &colon.text] == ["Column", "{", "key", ":"]
            && value.string
        {
            found.push((value.line, Derived::Key(format!("column-{}", value.text), ADD_COLUMN)));
        }
    }
    let codes = tokens.iter().filter(|token| token.string && is_error_code(&token.text));
    found.extend(codes.map(|token| (token.line, Derived::Key(format!("error-{}", token.text), ADD_ERROR))));
    found
}

/// Three capitals, a hyphen, three digits.
fn is_error_code(text: &str) -> bool {
    let shape: String = text
        .chars()
        .map(|c| {
            if c.is_ascii_uppercase() {
                'A'
            } else if c.is_ascii_digit() {
                '0'
            } else {
                c
            }
        })
        .collect();
    shape == "AAA-000"
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: &str = r#"
        fn refuse() -> Problem { Problem::conflict("REG-012") }
        const SEX: Column = Column { key: "sex", kind: Kind::Code("sex"), hxl: "" };
        #[cfg(test)] mod tests { const T: &str = "REG-999"; }
    "#;

    fn whats(ftl: &str) -> Vec<String> {
        let here = "crates/capabilities/humanitarian/registration";
        let (ftl_path, code_path) = (format!("{here}/locales/en.ftl"), format!("{here}/src/a.rs"));
        check(&Repository::of(&[(&ftl_path, ftl), (&code_path, CODE)]))
            .into_iter()
            .map(|finding| finding.what)
            .collect()
    }

    #[test]
    fn errors_columns_and_codes_without_words_are_caught() {
        let expected = ["no text begins `sex-`", "no text for `column-sex`", "no text for `error-REG-012`"];
        assert_eq!(whats("other = Other\n"), expected);
    }

    #[test]
    fn derived_texts_that_exist_are_accepted() {
        assert_eq!(whats("error-REG-012 = No\ncolumn-sex = Sex\nsex-female = Female\n"), Vec::<String>::new());
    }
}
