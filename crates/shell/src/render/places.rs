//! Names of places and nationalities for the lists that help to type a code.

use crate::{Html, Language, Words};
use std::fmt::Write as _;

/// OCHA's areas (data/pcodes/SOURCE.md): code, level, parent, name, Arabic, French, English.
const AREAS: &str = include_str!("../../../../data/pcodes/areas.csv");

/// Nationalities that a list offers; every other code can be typed.
const NATIONALITIES: [&str; 14] =
    ["SDN", "TCD", "SSD", "CAF", "LBY", "NER", "NGA", "CMR", "ERI", "ETH", "SOM", "SYR", "XXA", "XXX"];

/// The name of an area in the reader's language. Where it is not known, the name of the area that it lies in with the code in brackets,
/// since p-codes begin with that of their parent; and the code itself where that is not known either.
#[must_use]
pub fn name_of(words: &Words, code: &str) -> String {
    let named = |code: &str| areas().find(|area| area.first() == Some(&code)).and_then(|area| name_in(&area, words));
    if let Some(name) = named(code) {
        return name.to_owned();
    }
    let parent = (2..code.len()).rev().filter_map(|end| code.get(..end)).find_map(named);
    parent.map_or_else(|| code.to_owned(), |parent| format!("{parent} ({code})"))
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
    // Many areas have no name of their own in French or English: the source's is used there.
    [column, 3].into_iter().filter_map(|column| area.get(column).copied()).find(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Catalogue;
    use std::sync::Arc;

    fn name(code: &str, language: Language) -> String {
        let (ar, fr, en) = (crate::LOCALES.ar, crate::LOCALES.fr, crate::LOCALES.en);
        name_of(&Words::new(Arc::new(Catalogue::new(&[(ar, fr, en)]).unwrap()), language), code)
    }

    #[test]
    fn an_area_has_its_name_its_sources_name_or_that_of_the_area_it_lies_in() {
        assert_eq!(name("SD04", Language::Fr), "Darfour-Ouest");
        assert_eq!((name("SD04111", Language::Ar), name("SD04111", Language::En)), ("بيضة".into(), "Beida".into()));
        assert_eq!(name("SD04999", Language::En), "West Darfur (SD04999)");
        assert_eq!(name("ZZ1", Language::En), "ZZ1");
    }
}
