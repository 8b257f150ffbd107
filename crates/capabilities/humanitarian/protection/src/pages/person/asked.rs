//! A question of a sheet as a part of a form: read aloud in the person's language, answered with the keyboard alone, shown only when it is
//! asked where the browser can tell.

use screening::{Choice, DECLINED, Expression, Kind, NOT_KNOWN, Question, Sheet};
use shell::{Html, Visit, Words};
use std::fmt::Write as _;

/// A question, ready to be shown.
#[must_use]
pub fn question(visit: &Visit<'_>, sheet: &Sheet, question: &Question, read: &Words) -> Html {
    let conditions = question.when.as_ref().and_then(|when| simple(when, sheet)).unwrap_or_default();
    let mut out = String::new();
    for condition in &conditions {
        let _ = write!(out, "<div data-show-when=\"answers.{condition}\">");
    }
    let field = format!("answers.{}", question.id);
    let id = format!("answers-{}", question.id);
    let wrong = wrong(visit, &field);
    let class = if wrong.is_some() { "fieldset field--error" } else { "fieldset" };
    let (language, direction) = (read.language.tag(), read.language.dir());
    let text = Html::text(question.text.said(language));
    let _ = write!(
        out,
        "<fieldset class=\"{class}\" id=\"{id}\"><legend class=\"fieldset__legend consent\" lang=\"{language}\" dir=\"{direction}\">{text}</legend>"
    );
    if let Some(hint) = &question.hint {
        let _ = write!(out, "<p class=\"field__hint\">{}</p>", Html::text(hint.said(visit.words.language.tag())));
    }
    if let Some(code) = wrong {
        let said = Html::text(&visit.words.field_problem(code));
        let _ = write!(out, "<p class=\"field__error\" id=\"{id}-e\">{said} <span class=\"code\">{code}</span></p>");
    }
    controls(&mut out, visit, question, read);
    out.push_str("</fieldset>");
    out.push_str(&"</div>".repeat(conditions.len()));
    Html::trusted(out)
}

fn controls(out: &mut String, visit: &Visit<'_>, question: &Question, read: &Words) {
    let (one, many) = (format!("answers.{}.one", question.id), format!("answers.{}.many[]", question.id));
    if question.kind == Kind::Number {
        let name = format!("answers.{}.number", question.id);
        let _ = write!(
            out,
            "<input class=\"input input--4\" type=\"text\" inputmode=\"numeric\" autocomplete=\"off\" name=\"{name}:int\" \
             aria-label=\"{}\" value=\"{}\">",
            Html::text(question.text.said(read.language.tag())),
            Html::text(visit.form.get(&name).unwrap_or(""))
        );
    }
    out.push_str("<div class=\"choices choices--inline\">");
    let mut put = |kind: &str, name: &str, code: &str, label: &str, more: &str| {
        let checked = visit.form.0.iter().any(|(n, v)| n == name && v == code);
        let id = format!("answers-{}-{code}", question.id);
        let _ = write!(
            out,
            "<div class=\"choice\"><input class=\"choice__input\" type=\"{kind}\" id=\"{id}\" name=\"{name}\" value=\"{code}\"{}>\
             <label class=\"choice__label\" for=\"{id}\"{more}>{}</label></div>",
            if checked { " checked" } else { "" },
            Html::text(label)
        );
    };
    let spoken = format!(" lang=\"{}\" dir=\"{}\"", read.language.tag(), read.language.dir());
    let text = |choice: &Choice| choice.text.said(read.language.tag()).to_owned();
    match question.kind {
        Kind::YesNo => {
            for code in ["yes", "no"] {
                put("radio", &one, code, &read.code("protection-said", code), &spoken);
            }
        }
        Kind::OneOf => question.choices.iter().for_each(|c| put("radio", &one, c.code.as_str(), &text(c), &spoken)),
        Kind::AnyOf => question.choices.iter().for_each(|c| put("checkbox", &many, c.code.as_str(), &text(c), &spoken)),
        Kind::Number => {}
    }
    for code in [NOT_KNOWN, DECLINED] {
        put("radio", &one, code, &visit.words.code("protection-said", code), "");
    }
    out.push_str("</div>");
}

/// What is wrong with the answer to a question.
fn wrong<'a>(visit: &'a Visit<'_>, field: &str) -> Option<&'a str> {
    let fields = &visit.problem.as_ref()?.fields;
    let below = format!("{field}.");
    fields.iter().find(|f| f.field == field || f.field.starts_with(&below)).map(|f| f.code.as_ref())
}

/// The comparisons that must all hold, as `question.one=answer`, where the condition is of a kind that the browser can follow.
fn simple(when: &Expression, sheet: &Sheet) -> Option<Vec<String>> {
    match when {
        Expression::Is(name, wanted) => match wanted.as_slice() {
            [only] if sheet.question(name).is_some() => Some(vec![format!("{name}.one={only}")]),
            _ => None,
        },
        Expression::All(parts) => {
            let parts: Option<Vec<Vec<String>>> = parts.iter().map(|part| simple(part, sheet)).collect();
            parts.map(|parts| parts.concat())
        }
        _ => None,
    }
}
