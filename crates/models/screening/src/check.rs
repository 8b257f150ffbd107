//! The checks that a sheet passes before anybody is asked its questions.

use crate::{
    Answers, Code, Expression, Kind, NeedList, Phrase, Question, Said, Sheet, Truth,
    evaluate::{is_asked, truth},
};
use std::{collections::BTreeSet, fmt};

/// A fault of a sheet or of a list of needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Which fault.
    pub kind: FaultKind,
    /// Where: `question age`, `rule alone`.
    pub place: String,
    /// What stands there, or what was expected.
    pub what: String,
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
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.kind.code(), self.place, self.what)
    }
}

pub(crate) fn fault(kind: FaultKind, place: impl Into<String>, what: impl Into<String>) -> Fault {
    Fault { kind, place: place.into(), what: what.into() }
}

/// Most questions and rules of a sheet, most answers tried to see what a condition can be, longest time until a review.
const MOST: usize = 120;
const MOST_TRIED: usize = 50_000;
const MOST_REVIEW_DAYS: u16 = 730;

pub(crate) fn check(sheet: &Sheet, faults: &mut Vec<Fault>) {
    if sheet.valid_to.is_some_and(|to| to < sheet.valid_from) {
        faults.push(fault(FaultKind::Days, "sheet", "valid_to is before valid_from"));
    }
    if sheet.version == 0 || sheet.questions.is_empty() || sheet.questions.len() > MOST || sheet.rules.len() > MOST {
        faults.push(fault(FaultKind::Limit, "sheet", "a version from 1, and 1 to 120 questions"));
    }
    twice(sheet, faults);
    words(sheet, faults);
    for (at, question) in sheet.questions.iter().enumerate() {
        shape(question, faults);
        let earlier = sheet.questions.get(..at).unwrap_or(&[]);
        let place = format!("question {}", question.id);
        if let Some(when) = &question.when {
            references(sheet, earlier, &place, when, faults);
        }
    }
    for rule in &sheet.rules {
        references(sheet, &sheet.questions, &format!("rule {}", rule.id), &rule.when, faults);
    }
    let reviews = sheet.rules.iter().filter_map(|rule| rule.review_days).chain([sheet.review_days]);
    if reviews.into_iter().any(|days| days == 0 || days > MOST_REVIEW_DAYS) {
        faults.push(fault(FaultKind::Limit, "sheet", "a review is due within 1 to 730 days"));
    }
    // What can be reached is asked of a sheet that is otherwise sound.
    if faults.is_empty() {
        reach(sheet, faults);
    }
}

impl Sheet {
    /// Its needs that the list does not have.
    #[must_use]
    pub fn unknown_needs(&self, list: &NeedList) -> Vec<Fault> {
        let rules = self.rules.iter().flat_map(|rule| rule.needs.iter().map(move |need| (rule, need)));
        rules
            .filter(|(_, need)| list.need(need).is_none())
            .map(|(rule, need)| fault(FaultKind::NoSuchNeed, format!("rule {}", rule.id), need))
            .collect()
    }
}

fn twice(sheet: &Sheet, faults: &mut Vec<Fault>) {
    let questions = sheet.questions.iter().map(|question| ("question", &question.id));
    let rules = sheet.rules.iter().map(|rule| ("rule", &rule.id));
    let mut seen = BTreeSet::new();
    for (kind, id) in questions.chain(rules) {
        if !seen.insert((kind, id)) {
            faults.push(fault(FaultKind::Twice, format!("{kind} {id}"), "there are two of this name"));
        }
    }
}

fn words(sheet: &Sheet, faults: &mut Vec<Fault>) {
    let mut look = |place: String, phrase: &Phrase| {
        for (language, text) in [("ar", &phrase.ar), ("fr", &phrase.fr), ("en", &phrase.en)] {
            if text.trim().is_empty() {
                faults.push(fault(FaultKind::Language, &place, language));
            }
        }
    };
    look("title".into(), &sheet.title);
    sheet.intro.iter().for_each(|intro| look("intro".into(), intro));
    for question in &sheet.questions {
        look(format!("question {}", question.id), &question.text);
        question.hint.iter().for_each(|hint| look(format!("hint of {}", question.id), hint));
        question
            .choices
            .iter()
            .for_each(|choice| look(format!("answer {} of {}", choice.code, question.id), &choice.text));
    }
    sheet.rules.iter().for_each(|rule| look(format!("rule {}", rule.id), &rule.text));
}

fn shape(question: &Question, faults: &mut Vec<Fault>) {
    let place = format!("question {}", question.id);
    let chooses = matches!(question.kind, Kind::OneOf | Kind::AnyOf);
    let names: BTreeSet<_> = question.choices.iter().map(|choice| choice.code.as_str()).collect();
    if chooses == question.choices.is_empty() || question.choices.len() > MOST {
        faults.push(fault(FaultKind::Choices, &place, "one_of and any_of have choices, the others have none"));
    }
    if names.len() < question.choices.len() || names.contains(crate::DECLINED) || names.contains(crate::NOT_KNOWN) {
        faults.push(fault(
            FaultKind::Twice,
            &place,
            "a choice stands twice, or has the name of an answer that all have",
        ));
    }
    if question.least > question.most {
        faults.push(fault(FaultKind::Limit, &place, "least is more than most"));
    }
}

fn references(sheet: &Sheet, among: &[Question], place: &str, condition: &Expression, faults: &mut Vec<Fault>) {
    condition.each(&mut |part| {
        let (Expression::Is(name, _) | Expression::Has(name, _) | Expression::Number(name, ..)) = part else { return };
        let Some(question) = among.iter().find(|question| question.id == *name) else {
            let later = sheet.question(name).is_some();
            let kind = if later { FaultKind::Later } else { FaultKind::NoSuchQuestion };
            return faults.push(fault(kind, place, name.as_str()));
        };
        let fits = match (part, question.kind) {
            (Expression::Is(_, wanted), Kind::YesNo) => wanted.iter().all(|one| matches!(one.as_str(), "yes" | "no")),
            (Expression::Is(_, wanted), Kind::OneOf) | (Expression::Has(_, wanted), Kind::AnyOf) => {
                wanted.iter().all(|one| question.has(one))
            }
            (Expression::Number(_, _, limit), Kind::Number) => question.within(*limit),
            _ => false,
        };
        if !fits {
            faults.push(fault(FaultKind::NoSuchAnswer, place, format!("compared with what is no answer of {name}")));
        }
    });
}

/// What can never happen, by trying every answer that matters to each condition.
fn reach(sheet: &Sheet, faults: &mut Vec<Fault>) {
    for question in &sheet.questions {
        let Some(when) = &question.when else { continue };
        let place = format!("question {}", question.id);
        match possible(sheet, when, &|answers| is_asked(sheet, question, answers) == Truth::Yes) {
            Some(true) => {}
            Some(false) => faults.push(fault(FaultKind::NeverAsked, place, "no answers lead to it")),
            None => faults.push(fault(FaultKind::TooMany, place, "its condition hangs on too many questions")),
        }
    }
    for rule in &sheet.rules {
        let place = format!("rule {}", rule.id);
        let can_be = |wanted| possible(sheet, &rule.when, &|answers| truth(sheet, &rule.when, answers) == wanted);
        match (can_be(Truth::Yes), can_be(Truth::No)) {
            (Some(true), Some(true)) => {}
            (Some(false), _) => faults.push(fault(FaultKind::NeverHolds, place, "no answers raise it")),
            (_, Some(false)) => faults.push(fault(FaultKind::AlwaysHolds, place, "every answer raises it")),
            _ => faults.push(fault(FaultKind::TooMany, place, "it hangs on too many questions")),
        }
    }
}

/// Whether some answers to the questions that `condition` hangs on do what `wanted` asks; `None` when there are too many to try.
fn possible(sheet: &Sheet, condition: &Expression, wanted: &dyn Fn(&Answers) -> bool) -> Option<bool> {
    let mut names: BTreeSet<&Code> = BTreeSet::new();
    let mut conditions = vec![condition];
    let mut todo: Vec<&Code> = condition.questions().into_iter().collect();
    while let Some(name) = todo.pop() {
        if names.insert(name)
            && let Some(when) = sheet.question(name).and_then(|question| question.when.as_ref())
        {
            conditions.push(when);
            todo.extend(when.questions());
        }
    }
    let asked: Vec<(&Question, Vec<Said>)> = sheet
        .questions
        .iter()
        .filter(|question| names.contains(&question.id))
        .map(|question| (question, telling(question, &conditions)))
        .collect();
    let all = asked.iter().try_fold(1_usize, |all, (_, said)| all.checked_mul(said.len()))?;
    if all > MOST_TRIED {
        return None;
    }
    Some((0..all).any(|mut number| {
        let mut answers = Answers::new();
        for (question, said) in &asked {
            let pick = said.get(number % said.len());
            number /= said.len();
            // In the sheet's order, so that what is not asked gets no answer.
            if is_asked(sheet, question, &answers) != Truth::No {
                answers.extend(pick.map(|said| (question.id.clone(), said.clone())));
            }
        }
        wanted(&answers)
    }))
}

/// The answers of a question between which the conditions can tell.
fn telling(question: &Question, conditions: &[&Expression]) -> Vec<Said> {
    let one = |code: &Code| Said { one: Some(code.clone()), ..Said::default() };
    let mut named: BTreeSet<&Code> = BTreeSet::new();
    let mut numbers: BTreeSet<u16> = BTreeSet::from([question.least, question.most]);
    for condition in conditions {
        condition.each(&mut |part| match part {
            Expression::Is(name, codes) | Expression::Has(name, codes) if *name == question.id => named.extend(codes),
            Expression::Number(name, _, limit) if *name == question.id => {
                numbers.extend([limit.saturating_sub(1), *limit, limit.saturating_add(1)]);
            }
            _ => {}
        });
    }
    let other = question.choices.iter().map(|choice| &choice.code).find(|code| !named.contains(code));
    match question.kind {
        Kind::YesNo => ["yes", "no"].iter().filter_map(|word| Said::one(word).ok()).collect(),
        Kind::OneOf => named.into_iter().chain(other).map(one).collect(),
        Kind::Number => numbers.into_iter().filter(|n| question.within(*n)).map(Said::number).collect(),
        Kind::AnyOf => {
            let named: Vec<&Code> = named.into_iter().chain(other).take(10).collect();
            let subset = |bits: usize| {
                let chosen = named.iter().enumerate().filter(|(n, _)| bits & (1 << n) != 0);
                Said::many(chosen.map(|(_, code)| (*code).clone()).collect())
            };
            (1..1_usize << named.len()).map(subset).collect()
        }
    }
}
