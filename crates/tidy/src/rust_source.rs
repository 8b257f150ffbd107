//! Rust text as a flat list of tokens that know their line and whether they belong to tests. Comments and documentation are left
//! out, so a rule that looks for a word in code does not stumble over prose.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// How a file of integration tests begins.
const WHOLE_FILE_IS_TEST: [&str; 8] = ["#", "!", "[", "cfg", "(", "test", ")", "]"];

/// The tokens of one file.
pub struct RustSource {
    /// All tokens in order; a group gives an opening and a closing token.
    pub tokens: Vec<Token>,
    test_lines: usize,
}

/// One token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// As written; for a string literal, what stands between the quotes.
    pub text: String,
    /// Whether it is a string literal.
    pub string: bool,
    /// Line, counted from 1.
    pub line: usize,
    /// Whether it belongs to an item under `#[cfg(test)]`.
    pub test: bool,
}

impl RustSource {
    /// The tokens of a text; none when it is not Rust, because the compiler says that better.
    pub fn read(text: &str) -> Self {
        let mut tokens = Vec::new();
        if let Ok(stream) = text.parse::<TokenStream>() {
            flatten(stream, &mut tokens);
        }
        if tokens.iter().map(|token| token.text.as_str()).take(8).eq(WHOLE_FILE_IS_TEST) {
            return Self { tokens, test_lines: 0 }.all_test(text);
        }
        let test_lines = mark_tests(&mut tokens);
        Self { tokens, test_lines }
    }

    /// The same as a file of tests from its first line to its last.
    pub fn all_test(mut self, text: &str) -> Self {
        self.tokens.iter_mut().for_each(|token| token.test = true);
        self.test_lines = text.lines().count();
        self
    }

    /// Tokens of product code: everything but the items under `#[cfg(test)]`.
    pub fn product(&self) -> Vec<&Token> {
        self.tokens.iter().filter(|token| !token.test).collect()
    }

    /// How many lines the items under `#[cfg(test)]` take.
    pub fn test_lines(&self) -> usize {
        self.test_lines
    }

    /// The lines at which this sequence of tokens begins in product code, for instance `["SystemTime", "::", "now"]`.
    pub fn product_lines_of(&self, sequence: &[&str]) -> Vec<usize> {
        lines_of(&self.product(), sequence)
    }

    /// The same in the whole file, tests included.
    pub fn lines_of(&self, sequence: &[&str]) -> Vec<usize> {
        lines_of(&self.tokens, sequence)
    }
}

fn lines_of(tokens: &[impl AsRef<Token>], sequence: &[&str]) -> Vec<usize> {
    let matches = |token: &Token, word: &str| !token.string && token.text == word;
    tokens
        .windows(sequence.len())
        .filter(|window| window.iter().zip(sequence).all(|(token, word)| matches(token.as_ref(), word)))
        .filter_map(|window| window.first().map(|token| token.as_ref().line))
        .collect()
}

/// Where the group ends that opens at `open`: the index of its closing token.
pub fn end_of_group(tokens: &[impl AsRef<Token>], open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (index, token) in tokens.iter().enumerate().skip(open) {
        let token = token.as_ref();
        match token.text.as_str() {
            "(" | "[" | "{" if !token.string => depth += 1,
            ")" | "]" | "}" if !token.string => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return Some(index);
        }
    }
    None
}

impl AsRef<Token> for Token {
    fn as_ref(&self) -> &Token {
        self
    }
}

fn flatten(stream: TokenStream, tokens: &mut Vec<Token>) {
    let mut joined = String::new();
    for tree in stream {
        match tree {
            TokenTree::Group(group) => {
                if is_doc(tokens, &group) {
                    while tokens.last().is_some_and(|token| token.text == "#" || token.text == "!") {
                        tokens.pop();
                    }
                    continue;
                }
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                push(tokens, open, group.span_open().start().line);
                flatten(group.stream(), tokens);
                push(tokens, close, group.span_close().end().line);
            }
            TokenTree::Punct(punct) => {
                joined.push(punct.as_char());
                // `::` and `->` are one word to a reader; `#` and `!` stay apart so that attributes are easy to see.
                let path = matches!(joined.as_str(), ":" | "-" | "=") && punct.spacing() == Spacing::Joint;
                if !path {
                    push(tokens, &joined, punct.span().start().line);
                    joined.clear();
                }
            }
            TokenTree::Ident(ident) => push(tokens, &ident.to_string(), ident.span().start().line),
            TokenTree::Literal(literal) => {
                let written = literal.to_string();
                let content = string_content(&written);
                let text = content.unwrap_or(&written).to_owned();
                let line = literal.span().start().line;
                tokens.push(Token { text, string: content.is_some(), line, test: false });
            }
        }
    }
}

fn push(tokens: &mut Vec<Token>, text: &str, line: usize) {
    if !text.is_empty() {
        tokens.push(Token { text: text.to_owned(), string: false, line, test: false });
    }
}

/// Whether a bracket group is the `[doc = "…"]` that a documentation comment turns into.
fn is_doc(before: &[Token], group: &proc_macro2::Group) -> bool {
    let attribute = before.last().is_some_and(|token| token.text == "#" || token.text == "!");
    let mut inside = group.stream().into_iter();
    let doc = matches!(inside.next(), Some(TokenTree::Ident(ident)) if ident == "doc");
    let equals = matches!(inside.next(), Some(TokenTree::Punct(punct)) if punct.as_char() == '=');
    // `#![doc = include_str!("../README.md")]` is code, not a comment: there an identifier follows.
    attribute && doc && equals && matches!(inside.next(), Some(TokenTree::Literal(_)))
}

/// What stands between the quotes of a string literal, escapes left as written; `None` for any other literal.
fn string_content(written: &str) -> Option<&str> {
    let start = written.find('"')?;
    let (prefix, rest) = written.split_at(start);
    if !prefix.chars().all(|c| matches!(c, 'r' | 'b' | 'c' | '#')) {
        return None;
    }
    let end = rest.rfind('"').filter(|end| *end > 0)?;
    rest.get(1..end)
}

/// Marks every item under `#[cfg(test)]` and returns how many lines they take.
fn mark_tests(tokens: &mut [Token]) -> usize {
    const CFG_TEST: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let starts: Vec<usize> = tokens
        .windows(CFG_TEST.len())
        .enumerate()
        .filter(|(_, window)| window.iter().zip(CFG_TEST).all(|(token, word)| token.text == word))
        .map(|(index, _)| index)
        .collect();
    let mut lines = 0;
    let mut marked_to = 0;
    for start in starts {
        // A test item inside another one is already marked.
        if start < marked_to {
            continue;
        }
        let end = end_of_item(tokens, start + CFG_TEST.len());
        let of_item = tokens.get_mut(start..=end).unwrap_or_default();
        let first = of_item.first().map_or(0, |token| token.line);
        let last = of_item.last().map_or(0, |token| token.line);
        lines += last + 1 - first;
        of_item.iter_mut().for_each(|token| token.test = true);
        marked_to = end;
    }
    lines
}

/// The index of the token that ends the item beginning at `from`: a `;`, or the brace that closes its body.
fn end_of_item(tokens: &[Token], from: usize) -> usize {
    let mut index = from;
    while let Some(token) = tokens.get(index) {
        match token.text.as_str() {
            ";" if !token.string => return index,
            "{" if !token.string => return end_of_group(tokens, index).unwrap_or(index),
            "(" | "[" if !token.string => index = end_of_group(tokens, index).unwrap_or(index) + 1,
            _ => index += 1,
        }
    }
    tokens.len().saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        RustSource::read(text).tokens.into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn documentation_and_comments_are_no_tokens() {
        let text = "//! SELECT\n/// SELECT\nfn a() {} // SELECT\n#![doc = include_str!(\"x\")]";
        assert_eq!(words(text).join(" "), "fn a ( ) { } # ! [ doc = include_str ! ( x ) ]");
    }

    #[test]
    fn a_path_separator_is_one_token() {
        assert_eq!(words("a::b(|x| -> y)"), ["a", "::", "b", "(", "|", "x", "|", "->", "y", ")"]);
    }

    #[test]
    fn raw_and_byte_strings_give_their_content() {
        assert_eq!(words(r##"f(r#"a "b" c"#, b"d", 'e')"##), ["f", "(", r#"a "b" c"#, ",", "d", ",", "'e'", ")"]);
    }

    #[test]
    fn test_items_are_marked_with_their_lines() {
        let text = "fn product() {}\n#[cfg(test)]\nmod tests {\n    fn t() {}\n}\nfn after() {}\n";
        let source = RustSource::read(text);
        let product: Vec<_> = source.product().into_iter().map(|token| token.text.as_str()).collect();
        assert_eq!(product.join(" "), "fn product ( ) { } fn after ( ) { }");
        assert_eq!(source.test_lines(), 4);
    }

    #[test]
    fn a_file_that_is_all_test_has_no_product_code() {
        let source = RustSource::read("//! Tests.\n#![cfg(test)]\nfn a() {}\n");
        assert_eq!((source.product().len(), source.test_lines()), (0, 3));
    }

    #[test]
    fn a_sequence_is_found_in_product_code_only() {
        let source =
            RustSource::read("fn a() { SystemTime::now(); }\n#[cfg(test)]\nmod t { fn b() { SystemTime::now(); } }");
        assert_eq!(source.product_lines_of(&["SystemTime", "::", "now"]), [1]);
    }
}
