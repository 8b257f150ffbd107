//! Names of places and nationalities for the lists that help to type a code.

use crate::{Html, Language, Words};
use std::fmt::Write as _;

/// OCHA's areas (data/pcodes/SOURCE.md): code, level, parent, name, Arabic, French, English.
const AREAS: &str = include_str!("../../../../data/pcodes/areas.csv");

/// Nationalities that a list offers; every other code can be typed.
const NATIONALITIES: [&str; 14] =
    ["SDN", "TCD", "SSD", "CAF", "LBY", "NER", "NGA", "CMR", "ERI", "ETH", "SOM", "SYR", "XXA", "XXX"];

/// The name of an area in the reader's language; the code itself where it is not known.
#[must_use]
pub fn name_of(words: &Words, code: &str) -> String {
    areas().find(|area| area.first() == Some(&code)).and_then(|area| name_in(&area, words)).unwrap_or(code).to_owned()
}

/// The words of a nationality; the code itself for those without.
#[must_use]
pub fn nationality(words: &Words, code: &str) -> String {
    words.code("nationality", code)
}

/// `<datalist>` elements `areas` and `nationalities`.
#[must_use]
pub fn lists(words: &Words) -> Html {
    let mut out = String::from("<datalist id=\"nationalities\">");
    for code in NATIONALITIES {
        let _ = write!(out, "<option value=\"{code}\">{}</option>", Html::text(&nationality(words, code)));
    }
    out.push_str("</datalist><datalist id=\"areas\">");
    for area in areas().filter(|area| matches!(area.get(1), Some(&"0" | &"1"))) {
        if let (Some(code), Some(name)) = (area.first(), name_in(&area, words)) {
            let _ = write!(out, "<option value=\"{}\">{}</option>", Html::text(code), Html::text(name));
        }
    }
    out.push_str("</datalist>");
    Html::trusted(out)
}

fn areas() -> impl Iterator<Item = Vec<&'static str>> {
    AREAS.lines().skip(1).map(|line| line.split(',').collect())
}

fn name_in<'a>(area: &[&'a str], words: &Words) -> Option<&'a str> {
    let column = match words.language {
        Language::Ar => 4,
        Language::Fr => 5,
        Language::En => 6,
    };
    area.get(column).or_else(|| area.get(3)).copied().filter(|name| !name.is_empty())
}
