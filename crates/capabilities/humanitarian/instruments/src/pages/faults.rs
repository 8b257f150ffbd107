//! What is wrong with a sheet, in the reader's language: line, place, fault, and what stands there.

use screening::{Fault, FaultKind};
use shell::{Html, Language, Words};

/// A fault, ready to be shown.
pub struct Shown {
    /// The line of the file.
    pub line: Option<usize>,
    /// The question, the rule, the answer.
    pub place: String,
    /// What is wrong, and what to do.
    pub said: String,
    /// What stands there, or what was expected.
    pub detail: Html,
    /// The stable code.
    pub code: &'static str,
}

/// Every fault, in the order of the file.
pub fn shown(words: &Words, mut faults: Vec<Fault>) -> Vec<Shown> {
    faults.sort_by_key(|fault| fault.line);
    faults
        .iter()
        .map(|fault| Shown {
            line: fault.line,
            place: place(words, fault),
            said: words.field_problem(fault.kind.code()),
            detail: detail(words, fault),
            code: fault.kind.code(),
        })
        .collect()
}

fn place(words: &Words, fault: &Fault) -> String {
    let part = words.code("instruments-part", fault.place.part.name());
    let name = match &fault.place.answer {
        Some(answer) => format!("{} · {answer}", fault.place.name),
        None => fault.place.name.clone(),
    };
    if name.is_empty() {
        part
    } else {
        words.with("instruments-part-named", &[("part", (&part).into()), ("name", (&name).into())])
    }
}

fn detail(words: &Words, fault: &Fault) -> Html {
    match (fault.kind, fault.what.split_once(' ')) {
        (FaultKind::Condition, Some((at, wanted))) => {
            let wanted = words.code("instruments-wanted", wanted);
            Html::text(&words.with("instruments-wanted-at", &[("at", at.into()), ("wanted", (&wanted).into())]))
        }
        (FaultKind::Language, _) => {
            Html::text(Language::of(&fault.what).map_or(fault.what.as_str(), |language| language.own_name()))
        }
        _ => Html::ltr(&fault.what),
    }
}
