//! What the answers raise. Three values (S. C. Kleene, Introduction to Metamathematics, 1952, §64, strong tables): what is not answered
//! is unknown, and stays unknown through `not`.

use crate::{Answers, Code, Expression, Question, Sheet, Urgency};
use std::collections::BTreeSet;

/// Whether a condition holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Truth {
    /// It holds.
    Yes,
    /// It does not.
    No,
    /// That depends on what is not answered.
    Unknown,
}

/// A rule that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raised {
    /// The rule.
    pub rule: Code,
    /// How soon somebody must act.
    pub urgency: Urgency,
    /// Codes of the specific needs to look into.
    pub needs: Vec<String>,
    /// The questions whose answers made it hold: these answers alone are enough.
    pub because: Vec<Code>,
    /// Days after which the flag must be looked at again.
    pub review_days: u16,
    /// Whether only the circle of the person's case may know.
    pub restricted: bool,
}

/// A rule that cannot be decided yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// The rule.
    pub rule: Code,
    /// Questions it asks about that have no answer.
    pub missing: Vec<Code>,
}

/// What the answers lead to. No score: each rule stands for itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Evaluation {
    /// Rules that hold, in the sheet's order.
    pub raised: Vec<Raised>,
    /// Rules that cannot be decided yet.
    pub open: Vec<Open>,
}

/// Evaluates every rule of a sheet.
#[must_use]
pub fn evaluate(sheet: &Sheet, answers: &Answers) -> Evaluation {
    let mut out = Evaluation::default();
    for rule in &sheet.rules {
        match truth(sheet, &rule.when, answers) {
            Truth::No => {}
            Truth::Yes => out.raised.push(Raised {
                rule: rule.id.clone(),
                urgency: rule.urgency,
                needs: rule.needs.clone(),
                because: ordered(sheet, &support(sheet, &rule.when, answers, Truth::Yes)),
                review_days: rule.review_days.unwrap_or(sheet.review_days),
                restricted: rule.restricted,
            }),
            Truth::Unknown => {
                let unanswered = |name: &&Code| answers.get(*name).is_none_or(crate::Said::is_withheld);
                let missing: BTreeSet<&Code> = rule.when.questions().into_iter().filter(unanswered).collect();
                out.open.push(Open { rule: rule.id.clone(), missing: ordered(sheet, &missing) });
            }
        }
    }
    out
}

/// Whether a question is asked, by what has been answered.
#[must_use]
pub fn is_asked(sheet: &Sheet, question: &Question, answers: &Answers) -> Truth {
    question.when.as_ref().map_or(Truth::Yes, |when| truth(sheet, when, answers))
}

/// In the order in which the sheet asks.
fn ordered(sheet: &Sheet, names: &BTreeSet<&Code>) -> Vec<Code> {
    sheet.questions.iter().map(|question| &question.id).filter(|id| names.contains(id)).cloned().collect()
}

pub(crate) fn truth(sheet: &Sheet, condition: &Expression, answers: &Answers) -> Truth {
    match condition {
        Expression::Not(inner) => match truth(sheet, inner, answers) {
            Truth::Yes => Truth::No,
            Truth::No => Truth::Yes,
            Truth::Unknown => Truth::Unknown,
        },
        Expression::All(parts) => joined(parts.iter().map(|part| truth(sheet, part, answers)), Truth::No, Truth::Yes),
        Expression::Any(parts) => joined(parts.iter().map(|part| truth(sheet, part, answers)), Truth::Yes, Truth::No),
        Expression::Is(name, _) | Expression::Has(name, _) | Expression::Number(name, ..) => {
            answered(condition, name, answers).unwrap_or_else(|| not_answered(sheet, name, answers))
        }
    }
}

/// `deciding` as soon as one is that; `otherwise` when all are; else unknown.
fn joined(mut parts: impl Iterator<Item = Truth>, deciding: Truth, otherwise: Truth) -> Truth {
    let mut known = true;
    let decided = parts.any(|part| {
        known &= part != Truth::Unknown;
        part == deciding
    });
    match (decided, known) {
        (true, _) => deciding,
        (false, true) => otherwise,
        (false, false) => Truth::Unknown,
    }
}

/// A comparison with what was said; nothing when nothing was.
fn answered(condition: &Expression, name: &Code, answers: &Answers) -> Option<Truth> {
    let said = answers.get(name).filter(|said| !said.is_withheld())?;
    let holds = match condition {
        Expression::Is(_, wanted) => wanted.contains(said.one.as_ref()?),
        Expression::Has(_, wanted) => said.many.iter().any(|one| wanted.contains(one)),
        Expression::Number(_, order, limit) => order.holds(said.number?, *limit),
        Expression::Not(_) | Expression::All(_) | Expression::Any(_) => return None,
    };
    Some(if holds { Truth::Yes } else { Truth::No })
}

/// Without an answer it is unknown, unless the question is not asked at all.
fn not_answered(sheet: &Sheet, name: &Code, answers: &Answers) -> Truth {
    match sheet.question(name).map(|question| is_asked(sheet, question, answers)) {
        Some(Truth::No) => Truth::No,
        _ => Truth::Unknown,
    }
}

/// The questions whose answers make `condition` be `is`.
fn support<'a>(sheet: &'a Sheet, condition: &'a Expression, answers: &Answers, is: Truth) -> BTreeSet<&'a Code> {
    let (parts, all) = match condition {
        Expression::Not(inner) => {
            let inner_is = if is == Truth::Yes { Truth::No } else { Truth::Yes };
            return support(sheet, inner, answers, inner_is);
        }
        Expression::All(parts) => (parts, is == Truth::Yes),
        Expression::Any(parts) => (parts, is == Truth::No),
        Expression::Is(name, _) | Expression::Has(name, _) | Expression::Number(name, ..) => {
            if answered(condition, name, answers).is_some() {
                return BTreeSet::from([name]);
            }
            let when = sheet.question(name).and_then(|question| question.when.as_ref());
            return when.map_or_else(BTreeSet::new, |when| support(sheet, when, answers, Truth::No));
        }
    };
    parts
        .iter()
        .filter(|part| all || truth(sheet, part, answers) == is)
        .flat_map(|part| support(sheet, part, answers, is))
        .collect()
}
