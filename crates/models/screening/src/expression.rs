//! Conditions over answers: their text, read by hand so that a bad one is refused with its place, and never costs more than its length.

use crate::Code;
use std::{cmp::Ordering, collections::BTreeSet};

/// A condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expression {
    /// The answer is one of these.
    Is(Code, Vec<Code>),
    /// The answers hold one of these.
    Has(Code, Vec<Code>),
    /// The number compares so.
    Number(Code, Order, u16),
    /// Not so.
    Not(Box<Expression>),
    /// All of them.
    All(Vec<Expression>),
    /// At least one of them.
    Any(Vec<Expression>),
}

/// How a number compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The same.
    Equal,
    /// Less.
    Less,
    /// Less or the same.
    AtMost,
    /// More.
    More,
    /// More or the same.
    AtLeast,
}

impl Order {
    /// Whether `number` stands so to `limit`.
    #[must_use]
    pub fn holds(self, number: u16, limit: u16) -> bool {
        match number.cmp(&limit) {
            Ordering::Equal => matches!(self, Order::Equal | Order::AtMost | Order::AtLeast),
            Ordering::Less => matches!(self, Order::Less | Order::AtMost),
            Ordering::Greater => matches!(self, Order::More | Order::AtLeast),
        }
    }
}

/// Why a text is no condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadExpression {
    /// Which character, from 1.
    pub at: usize,
    /// What was expected there, as a short word that pages have words for: [`WANTED`].
    pub wanted: &'static str,
}

/// What may be expected in a condition.
pub const WANTED: [&str; 11] = [
    "short",
    "end",
    "word",
    "fewer_brackets",
    "bracket",
    "question",
    "comparison",
    "answer",
    "number",
    "answers",
    "list_end",
];

/// Longest text of a condition, and deepest nesting of its brackets.
const MOST_CHARS: usize = 2_000;
const DEEPEST: usize = 16;

impl Expression {
    /// Reads a condition.
    pub fn parse(text: &str) -> Result<Self, BadExpression> {
        if text.len() > MOST_CHARS {
            return Err(BadExpression { at: MOST_CHARS, wanted: "short" });
        }
        let mut reader = Reader { tokens: tokens(text)?, at: 0, end: text.chars().count() + 1 };
        let whole = reader.any(0)?;
        if reader.at < reader.tokens.len() {
            return Err(reader.wants("end"));
        }
        Ok(whole)
    }

    /// The questions it asks about.
    #[must_use]
    pub fn questions(&self) -> BTreeSet<&Code> {
        let mut out = BTreeSet::new();
        self.each(&mut |part| {
            if let Expression::Is(question, _) | Expression::Has(question, _) | Expression::Number(question, ..) = part
            {
                out.insert(question);
            }
        });
        out
    }

    /// Calls `look` with each part, this one included.
    pub fn each<'a>(&'a self, look: &mut impl FnMut(&'a Expression)) {
        look(self);
        match self {
            Expression::Not(inner) => inner.each(look),
            Expression::All(parts) | Expression::Any(parts) => parts.iter().for_each(|part| part.each(look)),
            Expression::Is(..) | Expression::Has(..) | Expression::Number(..) => {}
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Word(Code),
    Number(u16),
    Sign(&'static str),
}

const SIGNS: [&str; 10] = ["<=", ">=", "<", ">", "=", "(", ")", "[", "]", ","];

fn tokens(text: &str) -> Result<Vec<(usize, Token)>, BadExpression> {
    let mut out = Vec::new();
    let mut rest = text;
    let mut at = 1;
    let step = |rest: &mut &str, at: &mut usize, chars: usize| {
        let bytes = rest.char_indices().nth(chars).map_or(rest.len(), |(i, _)| i);
        *rest = rest.get(bytes..).unwrap_or("");
        *at += chars;
    };
    while let Some(first) = rest.chars().next() {
        if first.is_whitespace() {
            step(&mut rest, &mut at, 1);
        } else if let Some(sign) = SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
            out.push((at, Token::Sign(sign)));
            step(&mut rest, &mut at, sign.len());
        } else {
            let word: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
            let token = word.parse().map(Token::Number).ok().or_else(|| word.parse().map(Token::Word).ok());
            out.push((at, token.ok_or(BadExpression { at, wanted: "word" })?));
            step(&mut rest, &mut at, word.chars().count());
        }
    }
    Ok(out)
}

struct Reader {
    tokens: Vec<(usize, Token)>,
    at: usize,
    end: usize,
}

impl Reader {
    fn wants(&self, wanted: &'static str) -> BadExpression {
        BadExpression { at: self.tokens.get(self.at).map_or(self.end, |(at, _)| *at), wanted }
    }

    fn sign(&mut self, sign: &'static str) -> bool {
        let is = matches!(self.tokens.get(self.at), Some((_, Token::Sign(s))) if *s == sign);
        self.at += usize::from(is);
        is
    }

    fn word(&mut self, word: &str) -> bool {
        let is = matches!(self.tokens.get(self.at), Some((_, Token::Word(w))) if w.as_str() == word);
        self.at += usize::from(is);
        is
    }

    fn name(&mut self, wanted: &'static str) -> Result<Code, BadExpression> {
        match self.tokens.get(self.at) {
            Some((_, Token::Word(word))) if !matches!(word.as_str(), "and" | "or" | "not" | "in" | "has") => {
                self.at += 1;
                Ok(word.clone())
            }
            _ => Err(self.wants(wanted)),
        }
    }

    fn any(&mut self, depth: usize) -> Result<Expression, BadExpression> {
        let mut parts = vec![self.all(depth)?];
        while self.word("or") {
            parts.push(self.all(depth)?);
        }
        Ok(alone_or(parts, Expression::Any))
    }

    fn all(&mut self, depth: usize) -> Result<Expression, BadExpression> {
        let mut parts = vec![self.one(depth)?];
        while self.word("and") {
            parts.push(self.one(depth)?);
        }
        Ok(alone_or(parts, Expression::All))
    }

    fn one(&mut self, depth: usize) -> Result<Expression, BadExpression> {
        if depth > DEEPEST {
            return Err(self.wants("fewer_brackets"));
        }
        if self.word("not") {
            return Ok(Expression::Not(Box::new(self.one(depth + 1)?)));
        }
        if self.sign("(") {
            let inner = self.any(depth + 1)?;
            return if self.sign(")") { Ok(inner) } else { Err(self.wants("bracket")) };
        }
        let question = self.name("question")?;
        if self.word("in") {
            return Ok(Expression::Is(question, self.list()?));
        }
        if self.word("has") {
            return Ok(Expression::Has(question, self.list()?));
        }
        let orders = [("<=", Order::AtMost), (">=", Order::AtLeast), ("<", Order::Less), (">", Order::More)];
        for (sign, order) in orders.into_iter().chain([("=", Order::Equal)]) {
            if self.sign(sign) {
                return self.compared(question, order);
            }
        }
        Err(self.wants("comparison"))
    }

    fn compared(&mut self, question: Code, order: Order) -> Result<Expression, BadExpression> {
        match self.tokens.get(self.at) {
            Some((_, Token::Number(number))) => {
                let number = *number;
                self.at += 1;
                Ok(Expression::Number(question, order, number))
            }
            _ if order == Order::Equal => Ok(Expression::Is(question, vec![self.name("answer")?])),
            _ => Err(self.wants("number")),
        }
    }

    /// `[a, b]`, or a single word.
    fn list(&mut self) -> Result<Vec<Code>, BadExpression> {
        if !self.sign("[") {
            return Ok(vec![self.name("answers")?]);
        }
        let mut out = vec![self.name("answer")?];
        while self.sign(",") {
            out.push(self.name("answer")?);
        }
        if self.sign("]") { Ok(out) } else { Err(self.wants("list_end")) }
    }
}

fn alone_or(mut parts: Vec<Expression>, several: fn(Vec<Expression>) -> Expression) -> Expression {
    match parts.pop() {
        Some(only) if parts.is_empty() => only,
        last => {
            parts.extend(last);
            several(parts)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Code {
        text.parse().unwrap()
    }

    #[test]
    fn and_binds_closer_than_or_and_brackets_closer_than_both() {
        let is = |question: &str| Expression::Is(code(question), vec![code("yes")]);
        let read = Expression::parse("a = yes or b = yes and not (c = yes or d = yes)").unwrap();
        let inner = Expression::Not(Box::new(Expression::Any(vec![is("c"), is("d")])));
        assert_eq!(read, Expression::Any(vec![is("a"), Expression::All(vec![is("b"), inner])]));
    }

    #[test]
    fn numbers_and_lists_are_read() {
        assert_eq!(Expression::parse("age<18").unwrap(), Expression::Number(code("age"), Order::Less, 18));
        assert_eq!(Expression::parse("x has [p,q]").unwrap(), Expression::Has(code("x"), vec![code("p"), code("q")]));
    }

    #[test]
    fn a_bad_condition_is_refused_at_its_place() {
        for (text, at) in [
            ("", 1),
            ("a", 2),
            ("a =", 4),
            ("a = yes b", 9),
            ("a = and", 5),
            ("(a = yes", 9),
            ("a in [b, ]", 10),
            ("a < x", 5),
            ("a = é", 5),
            ("a = 99999", 5),
        ] {
            let bad = Expression::parse(text).unwrap_err();
            assert_eq!(bad.at, at, "{text}");
            assert!(WANTED.contains(&bad.wanted), "{}", bad.wanted);
        }
        assert!(Expression::parse(&"(".repeat(1_000)).is_err());
        assert!(Expression::parse(&"a = b or ".repeat(1_000)).is_err());
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_a_condition_or_refused(text in "[a-c<>=() \\[\\],019]{0,60}|.{0,60}") {
            if let Err(bad) = Expression::parse(&text) {
                proptest::prop_assert!(WANTED.contains(&bad.wanted) && bad.at <= text.chars().count() + 1);
            }
        }
    }
}
