//! The lines that leave, shown: the same to the sender before and to the organisation after, each in the reader's language.

use crate::{case::Line, words::Field};
use kernel::LanguageCode;
use shell::{Html, Words, places};
use std::fmt::Write as _;

/// The value of a line.
pub fn value(words: &Words, line: &Line) -> Html {
    match line.field {
        Field::Sex => Html::text(&words.code("sex", &line.value)),
        Field::Nationality => Html::text(&places::nationality(words, &line.value)),
        Field::Languages => {
            let named = line.value.split(", ").map(|code| language(words, code));
            Html::text(&named.collect::<Vec<_>>().join(", "))
        }
        Field::Age | Field::Birth | Field::Registration | Field::HouseholdSize => Html::ltr(&line.value),
        _ => Html::name(&line.value),
    }
}

/// A language by its name, where there is one.
pub fn language(words: &Words, code: &str) -> String {
    let key = format!("referral-language-{code}");
    let known = code.parse::<LanguageCode>().is_ok() && words.has(&key);
    if known { words.t(&key) } else { code.to_owned() }
}

/// The lines as a list of names and values.
pub fn list(words: &Words, lines: &[Line]) -> Html {
    let mut out = String::from("<dl class=\"summary-list\">");
    for line in lines {
        let name = words.code("referral-field", line.field.name());
        let _ = write!(out, "<div><dt>{}</dt><dd>{}</dd></div>", Html::text(&name), value(words, line));
    }
    out.push_str("</dl>");
    Html::trusted(out)
}
