//! Conditions in words, so that whoever agrees to a sheet need not read its file.

use screening::{Code, Expression, Order, Question, Sheet};
use shell::Words;

/// When something is asked or raised, in the reader's language.
pub fn in_words(words: &Words, sheet: &Sheet, condition: &Expression) -> String {
    match condition {
        Expression::Is(name, wanted) => compared(words, "instruments-when-is", sheet, name, wanted),
        Expression::Has(name, wanted) => compared(words, "instruments-when-has", sheet, name, wanted),
        Expression::Number(name, order, limit) => {
            let key = match order {
                Order::Equal => "instruments-when-equal",
                Order::Less => "instruments-when-less",
                Order::AtMost => "instruments-when-at-most",
                Order::More => "instruments-when-more",
                Order::AtLeast => "instruments-when-at-least",
            };
            let (question, limit) = (text_of(words, sheet, name), limit.to_string());
            words.with(key, &[("question", (&question).into()), ("number", (&limit).into())])
        }
        Expression::Not(inner) => {
            let inner = in_words(words, sheet, inner);
            words.with("instruments-when-not", &[("what", (&inner).into())])
        }
        Expression::All(parts) => joined(words, "instruments-when-and", sheet, parts),
        Expression::Any(parts) => joined(words, "instruments-when-or", sheet, parts),
    }
}

fn joined(words: &Words, key: &str, sheet: &Sheet, parts: &[Expression]) -> String {
    let part = |part: &Expression| {
        let said = in_words(words, sheet, part);
        if matches!(part, Expression::All(_) | Expression::Any(_)) { format!("({said})") } else { said }
    };
    parts.iter().map(part).collect::<Vec<_>>().join(&format!(" {} ", words.t(key)))
}

fn compared(words: &Words, key: &str, sheet: &Sheet, name: &Code, wanted: &[Code]) -> String {
    let asked = sheet.question(name);
    let answers: Vec<String> = wanted.iter().map(|code| answer(words, asked, code)).collect();
    let (question, answers) =
        (text_of(words, sheet, name), answers.join(&format!(" {} ", words.t("instruments-when-or"))));
    words.with(key, &[("question", (&question).into()), ("answers", (&answers).into())])
}

fn answer(words: &Words, question: Option<&Question>, code: &Code) -> String {
    let choice = question.and_then(|question| question.choices.iter().find(|choice| choice.code == *code));
    let said = choice.map_or_else(
        || words.code("instruments-said", code.as_str()),
        |choice| choice.text.said(words.language.tag()).to_owned(),
    );
    words.with("instruments-quoted", &[("text", (&said).into())])
}

fn text_of(words: &Words, sheet: &Sheet, name: &Code) -> String {
    let language = words.language.tag();
    sheet.question(name).map_or_else(|| name.to_string(), |question| question.text.said(language).to_owned())
}
