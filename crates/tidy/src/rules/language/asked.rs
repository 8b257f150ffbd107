//! Which texts code and templates ask for: by their key, as an argument of the calls below, or by a name from which the key is
//! derived (an error's code, a column's key, the prefix of a code).

use crate::rust_source::{Token, end_of_group};

/// A text that is asked for.
#[derive(Debug, PartialEq, Eq)]
pub enum Asked {
    /// Exactly this key, and what to do when it is missing.
    Key(String, &'static str),
    /// At least one key that begins so.
    Family(String),
}

/// A call that takes keys.
struct Call {
    receivers: &'static [&'static str],
    methods: &'static [&'static str],
    /// Which argument is a key.
    key: Option<usize>,
    /// Which argument is the prefix of a code's values.
    prefix: Option<usize>,
}

const CALLS: &[Call] = &[
    Call { receivers: &["words", "visit"], methods: &["t", "with"], key: Some(0), prefix: None },
    Call { receivers: &["words"], methods: &["code"], key: None, prefix: Some(0) },
    Call {
        receivers: &["f", "fields"],
        methods: &["text", "name", "number", "date", "coded", "input", "area", "select", "check"],
        key: Some(1),
        prefix: None,
    },
    Call { receivers: &["f", "fields"], methods: &["choice", "checks"], key: Some(1), prefix: Some(2) },
];

/// Fields of our own structs that hold a key.
const KEY_FIELDS: &[(&str, &str)] = &[("Place", "caption"), ("Place", "empty")];

const ADD: &str = "add the key to ar.ftl, fr.ftl and en.ftl of this crate, or correct its spelling";
const ADD_ERROR: &str =
    "write what failed, with which value, against which limit, and what to do, in ar.ftl, fr.ftl and en.ftl";
const ADD_COLUMN: &str = "write the heading of the column in ar.ftl, fr.ftl and en.ftl";

/// The texts that these tokens ask for, each with its line.
pub fn asked(tokens: &[&Token]) -> Vec<(usize, Asked)> {
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        let Some(rest) = tokens.get(at..) else { continue };
        match rest {
            [receiver, dot, method, open, ..] if dot.text == "." && open.text == "(" => {
                let call = CALLS.iter().find(|call| {
                    call.receivers.contains(&receiver.text.as_str()) && call.methods.contains(&method.text.as_str())
                });
                found.extend(call.into_iter().flat_map(|call| of_call(call, &arguments(rest, 3))));
            }
            [code, open, prefix, close, ..] if is(code, "Code") && is(open, "(") && prefix.string && is(close, ")") => {
                found.push((prefix.line, Asked::Family(format!("{}-", prefix.text))));
            }
            [menu, colon, some, open, pair, ..]
                if is(menu, "menu") && is(colon, ":") && is(some, "Some") && is(pair, "(") =>
            {
                let key = arguments(rest, 4).into_iter().nth(1).filter(|_| is(open, "("));
                found.extend(key.and_then(literal).map(|key| (key.line, Asked::Key(key.text.clone(), ADD))));
            }
            [name, brace, ..] if is(brace, "{") && !name.string => found.extend(of_struct(&name.text, rest)),
            _ => {}
        }
    }
    let codes = tokens.iter().filter(|token| token.string && is_error_code(&token.text));
    found.extend(codes.map(|token| (token.line, Asked::Key(format!("error-{}", token.text), ADD_ERROR))));
    found
}

fn of_call(call: &Call, arguments: &[&[&Token]]) -> Vec<(usize, Asked)> {
    let argument = |index: Option<usize>| index.and_then(|index| arguments.get(index)).copied().and_then(literal);
    let key = argument(call.key).map(|key| (key.line, Asked::Key(key.text.clone(), ADD)));
    let prefix = argument(call.prefix).map(|prefix| (prefix.line, Asked::Family(format!("{}-", prefix.text))));
    key.into_iter().chain(prefix).collect()
}

/// Keys among the fields of a struct written out: `Column { key: "sex", … }`.
fn of_struct(name: &str, tokens: &[&Token]) -> Vec<(usize, Asked)> {
    let mut found = Vec::new();
    let fields = arguments(tokens, 1);
    // A column of ids has no heading: it makes the address of the row.
    let is_id = fields.iter().any(|field| field.last().is_some_and(|value| is(value, "Id")));
    for field in fields {
        let [field, colon, value] = field else { continue };
        if !is(colon, ":") || !value.string {
            continue;
        }
        if name == "Column" && field.text == "key" && !is_id {
            let key = format!("column-{}", value.text.replace('_', "-"));
            found.push((value.line, Asked::Key(key, ADD_COLUMN)));
        } else if KEY_FIELDS.contains(&(name, field.text.as_str())) {
            found.push((value.line, Asked::Key(value.text.clone(), ADD)));
        }
    }
    found
}

/// What stands between the commas of the group that opens at `open`.
fn arguments<'a, 'b>(tokens: &'b [&'a Token], open: usize) -> Vec<&'b [&'a Token]> {
    let Some(inside) = end_of_group(tokens, open).and_then(|close| tokens.get(open + 1..close)) else {
        return Vec::new();
    };
    let mut depth = 0_usize;
    inside
        .split(|token| {
            match token.text.as_str() {
                "(" | "[" | "{" if !token.string => depth += 1,
                ")" | "]" | "}" if !token.string => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0 && is(token, ",")
        })
        .collect()
}

/// The argument when it is a single string literal, with or without a `&` before it.
fn literal<'a>(argument: &[&'a Token]) -> Option<&'a Token> {
    let last = argument.last().copied().filter(|token| token.string)?;
    matches!(argument.len(), 1 | 2).then_some(last)
}

fn is(token: &Token, word: &str) -> bool {
    !token.string && token.text == word
}

/// Three capitals, a hyphen, three digits.
fn is_error_code(text: &str) -> bool {
    let kind = |c: char| {
        if c.is_ascii_uppercase() {
            'A'
        } else if c.is_ascii_digit() {
            '0'
        } else {
            c
        }
    };
    text.chars().map(kind).eq("AAA-000".chars())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rust_source::RustSource;

    fn keys(code: &str) -> Vec<String> {
        let source = RustSource::read(code);
        let said = asked(&source.product()).into_iter().map(|(_, asked)| match asked {
            Asked::Key(key, _) => key,
            Asked::Family(beginning) => format!("{beginning}*"),
        });
        said.collect()
    }

    #[test]
    fn calls_that_take_a_key_are_read() {
        assert_eq!(
            keys(r#"visit.words.t("a"); words.with("b", &[("n", 3)]); visit.t("c"); other.t("d")"#),
            ["a", "b", "c"]
        );
        assert_eq!(
            keys(r#"f.text("name.original", "reg-name"); fields.number(&format!("{x}"), "reg-age")"#),
            ["reg-name", "reg-age"]
        );
        assert_eq!(keys(r#"f.choice("sex", "reg-sex", "sex", codes)"#), ["reg-sex", "sex-*"]);
        assert_eq!(keys(r#"words.code("outcome", code)"#), ["outcome-*"]);
    }

    #[test]
    fn declarations_that_derive_a_key_are_read() {
        let column = r#"Column { key: "birth_year", kind: Kind::Code("sex"), hxl: "", sorts: true }"#;
        assert_eq!(keys(column), ["column-birth-year", "sex-*"]);
        assert_eq!(keys(r#"Column { key: "household", kind: Kind::Id, hxl: "" }"#), Vec::<String>::new());
        assert_eq!(keys(r#"PageDef { path: "/a", menu: Some((3, "menu-lanes")) }"#), ["menu-lanes"]);
        assert_eq!(
            keys(r#"Place { action: "a.b", caption: "all-lanes", empty: "no-lanes", ..x }"#),
            ["all-lanes", "no-lanes"]
        );
        assert_eq!(keys(r#"Problem::conflict("REG-012").and("x", "REG-12")"#), ["error-REG-012"]);
    }
}
