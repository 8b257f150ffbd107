//! `lib.rs` and `mod.rs` are tables of contents: they declare, list and re-export, and decide nothing. Measured: no function body in
//! them branches, loops, binds a variable or returns early.

use crate::{Finding, Repository, rust_source::Token, rust_source::end_of_group};

/// Words that only a function with logic needs.
const LOGIC: &[&str] = &["if", "match", "for", "while", "loop", "let", "return", "?"];

const REMEDY: &str = "move the function to a file named by what it does, and re-export it here";

/// Every function with logic in a `lib.rs` or `mod.rs`.
pub fn check(repository: &Repository) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, source) in repository.rust().filter(|(file, _)| ["lib.rs", "mod.rs"].contains(&file.name())) {
        let tokens = source.product();
        for (at, name) in functions(&tokens) {
            let Some(body) = body_of(&tokens, at) else { continue };
            if let Some(logic) = body.iter().find(|token| !token.string && LOGIC.contains(&token.text.as_str())) {
                let what = format!("`fn {}` holds logic (`{}`)", name.text, logic.text);
                findings.push(Finding::at_line(&file.path, logic.line, what, REMEDY));
            }
        }
    }
    findings
}

fn functions<'a>(tokens: &[&'a Token]) -> Vec<(usize, &'a Token)> {
    let pairs = tokens.windows(2).enumerate();
    pairs
        .filter_map(|(at, pair)| match pair {
            [word, name] if word.text == "fn" && !word.string && name.text != "(" => Some((at, *name)),
            _ => None,
        })
        .collect()
}

/// The tokens between the braces of the function that begins at `at`; nothing when it has no body.
fn body_of<'a, 'b>(tokens: &'b [&'a Token], at: usize) -> Option<&'b [&'a Token]> {
    let ends_signature = |token: &&Token| !token.string && (token.text == "{" || token.text == ";");
    let open = at + tokens.get(at..)?.iter().position(ends_signature)?;
    let close = end_of_group(tokens, open).filter(|close| *close > open)?;
    tokens.get(open..close)
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

    const LOGIC_IN_LIB: &str = "pub mod a;\npub fn choose(x: u8) -> u8 {\n    if x > 1 { 2 } else { 3 }\n}\n";

    #[test]
    fn a_function_that_branches_in_lib_rs_is_caught() {
        let expected = ["crates/log/src/lib.rs:3 `fn choose` holds logic (`if`)"];
        assert_eq!(whats("crates/log/src/lib.rs", LOGIC_IN_LIB), expected);
    }

    #[test]
    fn a_list_of_contents_is_accepted() {
        let text = "//! Words: if, match.\npub fn capability() -> Capability { Capability::new(\"match\").page(a::page).command(b::decide) }";
        assert_eq!(whats("crates/capabilities/border/crossing/src/lib.rs", text), Vec::<String>::new());
    }

    #[test]
    fn other_files_may_hold_logic() {
        assert_eq!(whats("crates/log/src/append.rs", LOGIC_IN_LIB), Vec::<String>::new());
    }
}
