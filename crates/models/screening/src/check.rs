//! The checks that a sheet passes before anybody is asked its questions.

use crate::{
    Answers, Code, Expression, Fault, FaultKind, Kind, NeedList, Part, Phrase, Place, Question, Rule, Said, Sheet,
    Truth,
    evaluate::{is_asked, truth},
    fault::fault,
};
use std::{cell::Cell, collections::BTreeSet};

/// Most questions and rules of a sheet, most answers tried to see what a condition, and what all of them, can be, longest time until a
/// review.
const MOST: usize = 120;
const MOST_TRIED: usize = 50_000;
const MOST_TRIED_IN_ALL: usize = 400_000;
const MOST_REVIEW_DAYS: u16 = 730;

/// Most characters of a title, of what is read aloud first, of a question, a hint, an answer, and of what a flag says.
const LENGTHS: [(Part, usize); 6] = [
    (Part::Title, 120),
    (Part::Intro, 1_500),
    (Part::Question, 400),
    (Part::Hint, 300),
    (Part::Answer, 200),
    (Part::Rule, 200),
];
const MOST_IN_SOURCE: usize = 200;

pub(crate) fn check(sheet: &Sheet, faults: &mut Vec<Fault>) {
    let whole = || Place::whole(Part::Sheet);
    if sheet.valid_to.is_some_and(|to| to < sheet.valid_from) {
        faults.push(fault(FaultKind::Days, whole(), "valid_to"));
    }
    if sheet.from_age.zip(sheet.to_age).is_some_and(|(from, to)| to < from) {
        faults.push(fault(FaultKind::Limit, whole(), "to_age"));
    }
    if sheet.version == 0 {
        faults.push(fault(FaultKind::Limit, whole(), "version"));
    }
    for (what, count) in [("question", sheet.questions.len()), ("rule", sheet.rules.len())] {
        if count > MOST || (what == "question" && count == 0) {
            faults.push(fault(FaultKind::Limit, whole(), format_args!("[[{what}]]: {count}")));
        }
    }
    let too_long = sheet.source.chars().count() > MOST_IN_SOURCE;
    faults.extend(too_long.then(|| fault(FaultKind::TooLong, whole(), format_args!("source > {MOST_IN_SOURCE}"))));
    faults.extend(
        hidden(&sheet.source).map(|hidden| fault(FaultKind::Invisible, whole(), format_args!("source {hidden}"))),
    );
    twice(sheet, faults);
    words(sheet, faults);
    for (at, question) in sheet.questions.iter().enumerate() {
        shape(question, faults);
        let earlier = sheet.questions.get(..at).unwrap_or(&[]);
        if let Some(when) = &question.when {
            references(sheet, earlier, &Place::of(Part::Question, &question.id), when, faults);
        }
    }
    for rule in &sheet.rules {
        let place = Place::of(Part::Rule, &rule.id);
        references(sheet, &sheet.questions, &place, &rule.when, faults);
        if rule.review_days.is_some_and(|days| !is_review(days)) {
            faults.push(fault(FaultKind::Limit, place, "review_days"));
        }
    }
    if !is_review(sheet.review_days) {
        faults.push(fault(FaultKind::Limit, whole(), "review_days"));
    }
    // What can be reached is asked of a sheet that is otherwise sound.
    if faults.is_empty() {
        reach(sheet, faults);
    }
}

/// Whether a flag can be looked at again after so many days.
fn is_review(days: u16) -> bool {
    (1..=MOST_REVIEW_DAYS).contains(&days)
}

impl Sheet {
    /// What a list of needs says against it: codes that the list does not have, and needs that only a circle may know of with a rule
    /// whose flag all may see.
    #[must_use]
    pub fn against(&self, list: &NeedList) -> Vec<Fault> {
        let rules = self.rules.iter().flat_map(|rule| rule.needs.iter().map(move |need| (rule, need)));
        let wrong = |(rule, code): (&Rule, &String)| {
            let kind = match list.need(code) {
                None => FaultKind::NoSuchNeed,
                Some(need) if need.restricted && !rule.restricted => FaultKind::Restricted,
                Some(_) => return None,
            };
            Some(fault(kind, Place::of(Part::Rule, &rule.id), code))
        };
        rules.filter_map(wrong).collect()
    }
}

/// The number of the first character that cannot be seen, a control character among them.
fn hidden(text: &str) -> Option<String> {
    let control = text.chars().find(|c| c.is_control() && *c != '\n');
    let hidden = control.or_else(|| kernel::text::first_hidden(text).map(|(_, c)| c));
    hidden.map(|c| format!("U+{:04X}", u32::from(c)))
}

fn twice(sheet: &Sheet, faults: &mut Vec<Fault>) {
    let questions = sheet.questions.iter().map(|question| (Part::Question, &question.id));
    let rules = sheet.rules.iter().map(|rule| (Part::Rule, &rule.id));
    let mut seen = BTreeSet::new();
    for (part, id) in questions.chain(rules) {
        if !seen.insert((part, id)) {
            faults.push(fault(FaultKind::Twice, Place::of(part, id), id));
        }
    }
}

fn words(sheet: &Sheet, faults: &mut Vec<Fault>) {
    let mut look = |place: Place, phrase: &Phrase| {
        let most = LENGTHS.iter().find(|(part, _)| *part == place.part).map_or(usize::MAX, |(_, most)| *most);
        for (language, text) in [("ar", &phrase.ar), ("fr", &phrase.fr), ("en", &phrase.en)] {
            if text.trim().is_empty() {
                faults.push(fault(FaultKind::Language, place.clone(), language));
            }
            // An escape in the file hides what the file itself does not show.
            if let Some(hidden) = hidden(text) {
                faults.push(fault(FaultKind::Invisible, place.clone(), format_args!("{language} {hidden}")));
            }
            if text.chars().count() > most {
                faults.push(fault(FaultKind::TooLong, place.clone(), format_args!("{language} > {most}")));
            }
        }
    };
    look(Place::whole(Part::Title), &sheet.title);
    sheet.intro.iter().for_each(|intro| look(Place::whole(Part::Intro), intro));
    for question in &sheet.questions {
        look(Place::of(Part::Question, &question.id), &question.text);
        question.hint.iter().for_each(|hint| look(Place::of(Part::Hint, &question.id), hint));
        question.choices.iter().for_each(|choice| look(Place::answer(&question.id, &choice.code), &choice.text));
    }
    sheet.rules.iter().for_each(|rule| look(Place::of(Part::Rule, &rule.id), &rule.text));
}

fn shape(question: &Question, faults: &mut Vec<Fault>) {
    let place = || Place::of(Part::Question, &question.id);
    let chooses = matches!(question.kind, Kind::OneOf | Kind::AnyOf);
    if chooses == question.choices.is_empty() || question.choices.len() > MOST {
        faults.push(fault(FaultKind::Choices, place(), question.choices.len()));
    }
    let mut names = BTreeSet::from([crate::DECLINED, crate::NOT_KNOWN]);
    for choice in &question.choices {
        if !names.insert(choice.code.as_str()) {
            faults.push(fault(FaultKind::Twice, Place::answer(&question.id, &choice.code), &choice.code));
        }
    }
    if question.least > question.most {
        faults.push(fault(FaultKind::Limit, place(), "least > most"));
    }
}

fn references(sheet: &Sheet, among: &[Question], place: &Place, condition: &Expression, faults: &mut Vec<Fault>) {
    condition.each(&mut |part| {
        let (Expression::Is(name, _) | Expression::Has(name, _) | Expression::Number(name, ..)) = part else { return };
        let Some(question) = among.iter().find(|question| question.id == *name) else {
            let later = sheet.question(name).is_some();
            let kind = if later { FaultKind::Later } else { FaultKind::NoSuchQuestion };
            return faults.push(fault(kind, place.clone(), name));
        };
        let is_answer = |one: &Code| match question.kind {
            Kind::YesNo => matches!(one.as_str(), "yes" | "no"),
            Kind::OneOf | Kind::AnyOf => question.has(one),
            Kind::Number => false,
        };
        let wrong = match (part, question.kind) {
            (Expression::Is(_, wanted), Kind::YesNo | Kind::OneOf) | (Expression::Has(_, wanted), Kind::AnyOf) => {
                wanted.iter().find(|one| !is_answer(one)).map(Code::to_string)
            }
            (Expression::Number(_, _, limit), Kind::Number) => (!question.within(*limit)).then(|| limit.to_string()),
            (Expression::Is(_, wanted) | Expression::Has(_, wanted), _) => wanted.first().map(Code::to_string),
            (Expression::Number(_, _, limit), _) => Some(limit.to_string()),
            _ => None,
        };
        if let Some(wrong) = wrong {
            faults.push(fault(FaultKind::NoSuchAnswer, place.clone(), format_args!("{name}: {wrong}")));
        }
    });
}

/// What can never happen, by trying every answer that matters to each condition.
fn reach(sheet: &Sheet, faults: &mut Vec<Fault>) {
    let left = Cell::new(MOST_TRIED_IN_ALL);
    for question in &sheet.questions {
        let Some(when) = &question.when else { continue };
        let place = Place::of(Part::Question, &question.id);
        match possible(sheet, when, &left, &|answers| is_asked(sheet, question, answers) == Truth::Yes) {
            Some(true) => {}
            Some(false) => faults.push(fault(FaultKind::NeverAsked, place, &question.id)),
            None => faults.push(fault(FaultKind::TooMany, place, &question.id)),
        }
    }
    for rule in &sheet.rules {
        let place = Place::of(Part::Rule, &rule.id);
        let can_be =
            |wanted| possible(sheet, &rule.when, &left, &|answers| truth(sheet, &rule.when, answers) == wanted);
        match (can_be(Truth::Yes), can_be(Truth::No)) {
            (Some(true), Some(true)) => {}
            (Some(false), _) => faults.push(fault(FaultKind::NeverHolds, place, &rule.id)),
            (_, Some(false)) => faults.push(fault(FaultKind::AlwaysHolds, place, &rule.id)),
            _ => faults.push(fault(FaultKind::TooMany, place, &rule.id)),
        }
    }
}

/// Whether some answers to the questions that `condition` hangs on do what `wanted` asks; `None` when there are too many to try.
/// `left` is what may still be tried of the whole sheet.
fn possible(
    sheet: &Sheet,
    condition: &Expression,
    left: &Cell<usize>,
    wanted: &dyn Fn(&Answers) -> bool,
) -> Option<bool> {
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
    if all > MOST_TRIED.min(left.get()) {
        return None;
    }
    Some((0..all).any(|mut number| {
        left.set(left.get().saturating_sub(1));
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
