//! What can be wrong with a sheet or with a list of needs, and where.

use crate::Code;
use std::fmt;

/// A fault of a sheet or of a list of needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Which fault.
    pub kind: FaultKind,
    /// Where.
    pub place: Place,
    /// The line of the file, from 1, where that can be told.
    pub line: Option<usize>,
    /// What stands there, or what was expected: a name, a language, a number. Of a file that cannot be read, what the reader of the format
    /// says, in English.
    pub what: String,
}

/// The part of a sheet, or of a list, that a fault is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Which part.
    pub part: Part,
    /// The name of the question, the rule or the need; nothing for the whole.
    pub name: String,
    /// The name of the answer, where it is one.
    pub answer: Option<Code>,
}

/// Parts of a sheet and of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The whole sheet.
    Sheet,
    /// Its title.
    Title,
    /// What is read aloud first.
    Intro,
    /// A question.
    Question,
    /// What helps who asks it.
    Hint,
    /// An answer of it.
    Answer,
    /// A rule.
    Rule,
    /// A list of needs.
    List,
    /// A need in it.
    Need,
}

impl Part {
    /// Its name, under which pages have words for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Part::Sheet => "sheet",
            Part::Title => "title",
            Part::Intro => "intro",
            Part::Question => "question",
            Part::Hint => "hint",
            Part::Answer => "answer",
            Part::Rule => "rule",
            Part::List => "list",
            Part::Need => "need",
        }
    }

    /// The part in which it stands: that of a hint is its question.
    pub(crate) const fn holder(self) -> Self {
        match self {
            Part::Hint | Part::Answer => Part::Question,
            other => other,
        }
    }
}

impl Place {
    /// A part that there is once.
    pub(crate) const fn whole(part: Part) -> Self {
        Self { part, name: String::new(), answer: None }
    }

    /// A part of this name.
    pub(crate) fn of(part: Part, name: impl fmt::Display) -> Self {
        Self { part, name: name.to_string(), answer: None }
    }

    /// An answer of a question.
    pub(crate) fn answer(question: &Code, answer: &Code) -> Self {
        Self { answer: Some(answer.clone()), ..Self::of(Part::Answer, question) }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.part.name())?;
        if let Some(answer) = &self.answer {
            write!(f, " {answer} of")?;
        }
        if self.name.is_empty() { Ok(()) } else { write!(f, " {}", self.name) }
    }
}

/// What can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// Not TOML, or not of the shape of a sheet or list.
    Unreadable,
    /// Two things of one name.
    Twice,
    /// Words are missing in a language.
    Language,
    /// A condition cannot be read.
    Condition,
    /// A condition asks about a question that the sheet does not have.
    NoSuchQuestion,
    /// A condition compares with what is no answer of the question.
    NoSuchAnswer,
    /// A question depends on itself or on a later one.
    Later,
    /// A question is never asked.
    NeverAsked,
    /// A rule never holds.
    NeverHolds,
    /// A rule holds whatever is answered.
    AlwaysHolds,
    /// Choices are missing, or stand where there are none.
    Choices,
    /// No such code of a specific need.
    NoSuchNeed,
    /// A number is outside its limits.
    Limit,
    /// It ends before it begins.
    Days,
    /// Too many questions at once to check what a condition can be.
    TooMany,
    /// A need that only a circle may know of comes with a flag that all may see.
    Restricted,
    /// Words are longer than what a page shows and a person listens to.
    TooLong,
    /// A character that draws nothing or turns the direction of writing: a text that reads otherwise than it stands.
    Invisible,
}

impl FaultKind {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            FaultKind::Unreadable => "SCR-101",
            FaultKind::Twice => "SCR-102",
            FaultKind::Language => "SCR-103",
            FaultKind::Condition => "SCR-104",
            FaultKind::NoSuchQuestion => "SCR-105",
            FaultKind::NoSuchAnswer => "SCR-106",
            FaultKind::Later => "SCR-107",
            FaultKind::NeverAsked => "SCR-108",
            FaultKind::NeverHolds => "SCR-109",
            FaultKind::AlwaysHolds => "SCR-110",
            FaultKind::Choices => "SCR-111",
            FaultKind::NoSuchNeed => "SCR-112",
            FaultKind::Limit => "SCR-113",
            FaultKind::Days => "SCR-114",
            FaultKind::TooMany => "SCR-115",
            FaultKind::Restricted => "SCR-116",
            FaultKind::TooLong => "SCR-117",
            FaultKind::Invisible => "SCR-118",
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ", self.kind.code())?;
        if let Some(line) = self.line {
            write!(f, "line {line}, ")?;
        }
        write!(f, "{}: {}", self.place, self.what)
    }
}

pub(crate) fn fault(kind: FaultKind, place: Place, what: impl fmt::Display) -> Fault {
    Fault { kind, place, line: None, what: what.to_string() }
}

/// The line, from 1, in which a byte of `text` stands.
pub(crate) fn line_of(text: &str, byte: usize) -> usize {
    text.bytes().take(byte).filter(|b| *b == b'\n').count() + 1
}
