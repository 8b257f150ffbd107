//! A sheet as its file tells it.

use crate::{
    Code, Expression, Fault, FaultKind, NeedList, Part, Place, check,
    fault::{fault, line_of},
};
use kernel::Date;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// An instrument in one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub code: Code,
    /// Its version: a changed sheet is a new version, and what an older one asked stays readable.
    pub version: u16,
    /// From which day it is used.
    pub valid_from: Date,
    /// Until which day.
    pub valid_to: Option<Date>,
    /// Days after which a flag must be looked at again.
    pub review_days: u16,
    /// Where it comes from.
    pub source: String,
    /// Whether its wording was checked against its source in all three languages.
    pub verified: bool,
    /// The youngest for whom it is made, in years.
    pub from_age: Option<u16>,
    /// The oldest for whom it is made, in years.
    pub to_age: Option<u16>,
    /// Its title.
    pub title: Phrase,
    /// What is read aloud before the first question.
    pub intro: Option<Phrase>,
    /// The questions, in the order in which they are asked.
    pub questions: Vec<Question>,
    /// The rules.
    pub rules: Vec<Rule>,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its name.
    pub id: Code,
    /// What kind of answer it takes.
    pub kind: Kind,
    /// What is read aloud.
    pub text: Phrase,
    /// What helps who asks.
    pub hint: Option<Phrase>,
    /// When it is asked; always, without a condition.
    pub when: Option<Expression>,
    /// The answers of a one-of or any-of question.
    pub choices: Vec<Choice>,
    /// The least number.
    pub least: u16,
    /// The greatest number.
    pub most: u16,
}

/// What kind of answer a question takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Yes or no.
    YesNo,
    /// One of its choices.
    OneOf,
    /// Any of its choices.
    AnyOf,
    /// A number.
    Number,
}

/// An answer that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Its name.
    pub code: Code,
    /// Its words.
    pub text: Phrase,
}

/// A rule: when it holds, a flag is raised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Its name.
    pub id: Code,
    /// When it holds.
    pub when: Expression,
    /// How soon somebody must act.
    pub urgency: Urgency,
    /// Codes of the specific needs to look into.
    pub needs: Vec<String>,
    /// Days after which the flag must be looked at again, when not the sheet's.
    pub review_days: Option<u16>,
    /// Whether only the circle of the person's case may know.
    pub restricted: bool,
    /// What the flag says.
    pub text: Phrase,
}

/// How soon somebody must act (the classes of the inter-agency referral form, IASC 2017: 24 hours, 72 hours, two weeks).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// Within 24 hours.
    #[serde(rename = "hours_24")]
    Day,
    /// Within 72 hours.
    #[serde(rename = "hours_72")]
    ThreeDays,
    /// Within two weeks.
    #[serde(rename = "weeks_2")]
    TwoWeeks,
}

impl Urgency {
    /// Every class, the most urgent first.
    pub const ALL: [Urgency; 3] = [Urgency::Day, Urgency::ThreeDays, Urgency::TwoWeeks];

    /// Its name in data.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Urgency::Day => "hours_24",
            Urgency::ThreeDays => "hours_72",
            Urgency::TwoWeeks => "weeks_2",
        }
    }

    /// How long there is to act.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        let hours = match self {
            Urgency::Day => 24,
            Urgency::ThreeDays => 72,
            Urgency::TwoWeeks => 14 * 24,
        };
        hours * 3600
    }
}

/// Words in the three languages.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phrase {
    /// Arabic.
    #[serde(default)]
    pub ar: String,
    /// French.
    #[serde(default)]
    pub fr: String,
    /// English.
    #[serde(default)]
    pub en: String,
}

impl Phrase {
    /// The words in a language: `ar`, `fr`, anything else English.
    #[must_use]
    pub fn said(&self, language: &str) -> &str {
        match language {
            "ar" => &self.ar,
            "fr" => &self.fr,
            _ => &self.en,
        }
    }
}

impl Question {
    /// Whether `code` is one of its choices.
    #[must_use]
    pub fn has(&self, code: &Code) -> bool {
        self.choices.iter().any(|choice| choice.code == *code)
    }

    /// Whether a number is within its limits.
    #[must_use]
    pub const fn within(&self, number: u16) -> bool {
        self.least <= number && number <= self.most
    }
}

impl Sheet {
    /// Largest file that is read: ten times the shipped ones.
    pub const MOST_BYTES: usize = 96_000;

    /// Reads and checks a sheet.
    ///
    /// # Errors
    /// Every fault, each with its code, place and line: a file that is no sheet has one, a sheet that asks nonsense has all of its.
    pub fn parse(toml: &str) -> Result<Self, Vec<Fault>> {
        Self::checked(toml, &|sheet, faults| check::check(sheet, faults))
    }

    /// Reads a sheet that somebody wants to publish, and checks it against the list of needs too.
    ///
    /// # Errors
    /// As [`Self::parse`]; and characters that cannot be seen, whatever stands around them.
    pub fn publishable(toml: &str, needs: &NeedList) -> Result<Self, Vec<Fault>> {
        let hidden = kernel::text::first_hidden(toml).map(|(at, c)| Fault {
            line: Some(line_of(toml, at)),
            ..fault(FaultKind::Invisible, Place::whole(Part::Sheet), format_args!("U+{:04X}", u32::from(c)))
        });
        let read = Self::checked(toml, &|sheet, faults| {
            check::check(sheet, faults);
            faults.extend(sheet.against(needs));
        });
        match (read, hidden) {
            (read, None) => read,
            (read, Some(hidden)) => Err(std::iter::once(hidden).chain(read.err().unwrap_or_default()).collect()),
        }
    }

    /// Reads a sheet that was checked when it was published; nothing where this program cannot read it.
    #[must_use]
    pub fn kept(toml: &str) -> Option<Self> {
        Self::checked(toml, &|_, _| {}).ok()
    }

    fn checked(toml: &str, check: &dyn Fn(&Self, &mut Vec<Fault>)) -> Result<Self, Vec<Fault>> {
        let unreadable = |what: &str| fault(FaultKind::Unreadable, Place::whole(Part::Sheet), what);
        if toml.len() > Self::MOST_BYTES {
            return Err(vec![unreadable("> 96 kB")]);
        }
        let file: File = toml::from_str(toml).map_err(|error| {
            let line = error.span().map(|span| line_of(toml, span.start));
            vec![Fault { line, ..unreadable(error.message()) }]
        })?;
        let (mut faults, lines) = (Vec::new(), file.lines(toml));
        let sheet = file.sheet(&mut faults);
        check(&sheet, &mut faults);
        for fault in &mut faults {
            fault.line = lines.get(&(fault.place.part.holder(), fault.place.name.clone())).copied();
        }
        if faults.is_empty() { Ok(sheet) } else { Err(faults) }
    }

    /// A question by its name.
    #[must_use]
    pub fn question(&self, name: &Code) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == *name)
    }

    /// A rule by its name.
    #[must_use]
    pub fn rule(&self, name: &Code) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == *name)
    }

    /// Whether it is used on a day.
    #[must_use]
    pub fn is_valid_on(&self, day: Date) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|to| day <= to)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    code: Code,
    version: u16,
    valid_from: Date,
    valid_to: Option<Date>,
    review_days: u16,
    source: String,
    verified: bool,
    from_age: Option<u16>,
    to_age: Option<u16>,
    title: Phrase,
    intro: Option<Phrase>,
    #[serde(default)]
    question: Vec<QuestionEntry>,
    #[serde(default)]
    rule: Vec<RuleEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QuestionEntry {
    id: Spanned<Code>,
    kind: Kind,
    text: Phrase,
    hint: Option<Phrase>,
    when: Option<String>,
    #[serde(default)]
    choices: Vec<Choice>,
    least: Option<u16>,
    most: Option<u16>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleEntry {
    id: Spanned<Code>,
    when: String,
    urgency: Urgency,
    #[serde(default)]
    needs: Vec<String>,
    review_days: Option<u16>,
    #[serde(default)]
    restricted: bool,
    text: Phrase,
}

impl File {
    /// The line of each question and rule; the last where two have one name.
    fn lines(&self, toml: &str) -> BTreeMap<(Part, String), usize> {
        let questions = self.question.iter().map(|entry| (Part::Question, &entry.id));
        let rules = self.rule.iter().map(|entry| (Part::Rule, &entry.id));
        let line =
            |(part, id): (Part, &Spanned<Code>)| ((part, id.get_ref().to_string()), line_of(toml, id.span().start));
        questions.chain(rules).map(line).collect()
    }

    /// The sheet, without the conditions that could not be read: those are faults.
    fn sheet(self, faults: &mut Vec<Fault>) -> Sheet {
        let mut condition = |place: Place, text: &str| {
            Expression::parse(text)
                .map_err(|bad| {
                    faults.push(fault(FaultKind::Condition, place, format_args!("{} {}", bad.at, bad.wanted)))
                })
                .ok()
        };
        let mut questions = Vec::with_capacity(self.question.len());
        for entry in self.question {
            let QuestionEntry { id, kind, text, hint, when, choices, least, most } = entry;
            let id = id.into_inner();
            let when = when.and_then(|text| condition(Place::of(Part::Question, &id), &text));
            let (least, most) = (least.unwrap_or(0), most.unwrap_or(u16::MAX));
            questions.push(Question { id, kind, text, hint, when, choices, least, most });
        }
        let mut rules = Vec::with_capacity(self.rule.len());
        for entry in self.rule {
            let RuleEntry { id, when, urgency, needs, review_days, restricted, text } = entry;
            let id = id.into_inner();
            if let Some(when) = condition(Place::of(Part::Rule, &id), &when) {
                rules.push(Rule { id, when, urgency, needs, review_days, restricted, text });
            }
        }
        Sheet {
            code: self.code,
            version: self.version,
            valid_from: self.valid_from,
            valid_to: self.valid_to,
            review_days: self.review_days,
            source: self.source,
            verified: self.verified,
            from_age: self.from_age,
            to_age: self.to_age,
            title: self.title,
            intro: self.intro,
            questions,
            rules,
        }
    }
}
