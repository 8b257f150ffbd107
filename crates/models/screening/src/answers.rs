//! What a person said, and whether it is an answer to the sheet's questions.

use crate::{Code, Kind, Question, Sheet, Truth, evaluate::is_asked};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// "I do not want to say": an answer of every question.
pub const DECLINED: &str = "declined";
/// "I do not know": an answer of every question.
pub const NOT_KNOWN: &str = "not_known";

/// What was said to each question that was answered. A question without an entry was not answered: unknown, never no.
pub type Answers = BTreeMap<Code, Said>;

/// What was said to one question: exactly one of the three.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// The answer to a yes-no or one-of question; `declined` or `not_known` to any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub one: Option<Code>,
    /// The answers to an any-of question.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub many: Vec<Code>,
    /// The answer to a question for a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u16>,
}

impl Said {
    /// One answer, unless it is no code.
    pub fn one(code: &str) -> Result<Self, crate::BadCode> {
        Ok(Self { one: Some(code.parse()?), ..Self::default() })
    }

    /// Several answers.
    #[must_use]
    pub fn many(many: Vec<Code>) -> Self {
        Self { many, ..Self::default() }
    }

    /// A number.
    #[must_use]
    pub fn number(number: u16) -> Self {
        Self { number: Some(number), ..Self::default() }
    }

    /// Whether the person did not want to say, or did not know.
    #[must_use]
    pub fn is_withheld(&self) -> bool {
        self.one.as_ref().is_some_and(|one| matches!(one.as_str(), DECLINED | NOT_KNOWN))
    }

    /// Whether it is an answer to `question`.
    fn fits(&self, question: &Question) -> bool {
        match (self.one.as_ref(), self.many.as_slice(), self.number) {
            (Some(_), [], None) if self.is_withheld() => true,
            (Some(one), [], None) => match question.kind {
                Kind::YesNo => matches!(one.as_str(), "yes" | "no"),
                Kind::OneOf => question.has(one),
                Kind::AnyOf | Kind::Number => false,
            },
            (None, many @ [_, ..], None) => {
                question.kind == Kind::AnyOf
                    && many.iter().all(|one| question.has(one))
                    && (1..).zip(many).all(|(n, one)| !many.iter().skip(n).any(|other| other == one))
            }
            (None, [], Some(_)) => question.kind == Kind::Number,
            _ => false,
        }
    }
}

/// Why something said is no answer to the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadAnswer {
    /// The question it was said to.
    pub question: Code,
    /// `SCR-020` the sheet has no such question; `SCR-021` no answer of that question; `SCR-022` it is not asked, by what was
    /// answered before; `SCR-023` the number is not within the question's limits.
    pub code: &'static str,
}

/// What was said and is no answer to the sheet; nothing when all is well.
#[must_use]
pub fn refused(sheet: &Sheet, answers: &Answers) -> Vec<BadAnswer> {
    let bad = |(name, said): (&Code, &Said)| {
        let code = match sheet.question(name) {
            None => "SCR-020",
            Some(question) if !said.fits(question) => "SCR-021",
            Some(question) if said.number.is_some_and(|n| !question.within(n)) => "SCR-023",
            Some(question) if is_asked(sheet, question, answers) == Truth::No => "SCR-022",
            Some(_) => return None,
        };
        Some(BadAnswer { question: name.clone(), code })
    };
    answers.iter().filter_map(bad).collect()
}
