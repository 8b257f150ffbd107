//! One catalogue of words for pages, print, the API and messages: Fluent, in Arabic, French and English.

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use kernel::{Moment, Problem};
use std::{borrow::Cow, sync::Arc};
use unic_langid::LanguageIdentifier;

/// A language of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// Arabic, right to left.
    Ar,
    /// French.
    Fr,
    /// English.
    En,
}

impl Language {
    /// Every language.
    pub const ALL: [Language; 3] = [Language::Ar, Language::Fr, Language::En];

    /// BCP 47 tag.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Language::Ar => "ar",
            Language::Fr => "fr",
            Language::En => "en",
        }
    }

    /// `rtl` or `ltr`: declared, never guessed from the text.
    #[must_use]
    pub const fn dir(self) -> &'static str {
        match self {
            Language::Ar => "rtl",
            Language::Fr | Language::En => "ltr",
        }
    }

    /// Its own name.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Language::Ar => "العربية",
            Language::Fr => "Français",
            Language::En => "English",
        }
    }

    /// The language of a tag.
    #[must_use]
    pub fn of(tag: &str) -> Option<Self> {
        let first = tag.split(['-', '_']).next().unwrap_or(tag);
        Language::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(first))
    }

    /// The first language that an `Accept-Language` header and we have in common.
    #[must_use]
    pub fn accepted(header: &str) -> Option<Self> {
        header.split(',').find_map(|part| Self::of(part.split(';').next().unwrap_or(part).trim()))
    }
}

/// Every word of every mounted capability, in three languages.
pub struct Catalogue {
    bundles: [FluentBundle<FluentResource>; 3],
}

impl Catalogue {
    /// The catalogue of these sources: (arabic, french, english) each.
    ///
    /// # Errors
    /// The first line that Fluent does not understand, or a key defined twice.
    pub fn new(sources: &[(&str, &str, &str)]) -> Result<Self, String> {
        let bundle = |language: Language, pick: fn(&(&str, &str, &str)) -> String| {
            let tag: LanguageIdentifier = language.tag().parse().map_err(|e| format!("{e}"))?;
            let mut bundle = FluentBundle::new_concurrent(vec![tag]);
            for source in sources {
                let resource =
                    FluentResource::try_new(pick(source)).map_err(|(_, e)| format!("{}: {e:?}", language.tag()))?;
                bundle.add_resource(resource).map_err(|e| format!("{}: {e:?}", language.tag()))?;
            }
            Ok::<_, String>(bundle)
        };
        Ok(Self {
            bundles: [
                bundle(Language::Ar, |s| s.0.to_owned())?,
                bundle(Language::Fr, |s| s.1.to_owned())?,
                bundle(Language::En, |s| s.2.to_owned())?,
            ],
        })
    }

    fn bundle(&self, language: Language) -> &FluentBundle<FluentResource> {
        let [ar, fr, en] = &self.bundles;
        match language {
            Language::Ar => ar,
            Language::Fr => fr,
            Language::En => en,
        }
    }
}

/// The words of one language, and the clock by which they tell the time.
#[derive(Clone)]
pub struct Words {
    catalogue: Arc<Catalogue>,
    /// Which language.
    pub language: Language,
    utc_offset_minutes: i32,
}

impl Words {
    /// The words of `language`; they tell the time in UTC.
    #[must_use]
    pub fn new(catalogue: Arc<Catalogue>, language: Language) -> Self {
        Self { catalogue, language, utc_offset_minutes: 0 }
    }

    /// The same words, which tell the time by a clock that is this far ahead of UTC (Chad: 60).
    #[must_use]
    pub fn on_clock(mut self, utc_offset_minutes: i32) -> Self {
        self.utc_offset_minutes = utc_offset_minutes;
        self
    }

    /// The same words in another language: a receipt is printed in the person's, not in the officer's.
    #[must_use]
    pub fn in_language(&self, language: Language) -> Self {
        Self { language, ..self.clone() }
    }

    /// Day and minute by the reader's clock: `2026-11-24 07:35`.
    #[must_use]
    pub fn time(&self, moment: Moment) -> String {
        let (hour, minute) = moment.time_at(self.utc_offset_minutes);
        format!("{} {hour:02}:{minute:02}", moment.date_at(self.utc_offset_minutes))
    }

    /// How far the reader's clock is from UTC: `UTC+01:00`.
    #[must_use]
    pub fn clock(&self) -> String {
        if self.utc_offset_minutes == 0 {
            return "UTC".to_owned();
        }
        let minutes = self.utc_offset_minutes.unsigned_abs();
        let sign = if self.utc_offset_minutes < 0 { '−' } else { '+' };
        format!("UTC{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }

    /// Whether there is such a key.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.catalogue.bundle(self.language).has_message(key)
    }

    /// The words under `key`; the key itself in brackets when there are none (a test fails then).
    #[must_use]
    pub fn t(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// The words under `key`, with values for its placeables. Numbers choose the plural.
    #[must_use]
    pub fn with(&self, key: &str, values: &[(&'static str, Value<'_>)]) -> String {
        let bundle = self.catalogue.bundle(self.language);
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            return format!("[{key}]");
        };
        let args: FluentArgs = values.iter().map(|(name, value)| (*name, value.fluent())).collect();
        bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }

    /// The words of a code under `prefix-code`; the code itself when there are none.
    #[must_use]
    pub fn code(&self, prefix: &str, code: &str) -> String {
        let key = format!("{prefix}-{}", code.replace(['_', '.'], "-"));
        if self.has(&key) { self.t(&key) } else { code.to_owned() }
    }

    /// Codes with their words, for a drop-down: (code, words).
    #[must_use]
    pub fn options(&self, prefix: &str, codes: &[&str]) -> Vec<(String, String)> {
        codes.iter().map(|code| ((*code).to_owned(), self.code(prefix, code))).collect()
    }

    /// What went wrong and what to do, in one or two sentences.
    #[must_use]
    pub fn problem(&self, problem: &Problem) -> String {
        self.problem_of(problem, &problem.code)
    }

    /// What is wrong with a field, by its code; a limit that the words name is among the problem's values.
    #[must_use]
    pub fn problem_of(&self, problem: &Problem, code: &str) -> String {
        let values: Vec<_> = problem.values.iter().map(|(name, value)| (*name, Value::Text(value))).collect();
        self.with(&format!("error-{code}"), &values)
    }

    /// What is wrong with a field.
    #[must_use]
    pub fn field_problem(&self, code: &str) -> String {
        self.t(&format!("error-{code}"))
    }
}

/// A value for a placeable.
#[derive(Debug, Clone, Copy)]
pub enum Value<'a> {
    /// Text.
    Text(&'a str),
    /// A number: written with Latin digits, and choosing the plural.
    Number(i64),
}

impl Value<'_> {
    #[allow(clippy::cast_precision_loss)] // counts on a page stay far below 2^52
    fn fluent(&self) -> FluentValue<'static> {
        match self {
            Value::Text(text) => FluentValue::String(Cow::Owned((*text).to_owned())),
            Value::Number(number) => FluentValue::from(*number as f64),
        }
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Value::Text(text)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Value::Text(text)
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Value::Number(number)
    }
}

impl From<&i64> for Value<'_> {
    fn from(number: &i64) -> Self {
        Value::Number(*number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(language: Language) -> Words {
        let ar = "people = { $n ->\n [zero] لا أحد\n [one] شخص واحد\n [two] شخصان\n [few] { $n } أشخاص\n [many] { $n } شخصًا\n *[other] { $n } شخص\n}";
        let en = "people = { $n ->\n [one] { $n } person\n *[other] { $n } people\n}";
        Words::new(Arc::new(Catalogue::new(&[(ar, en, en)]).unwrap()), language)
    }

    #[test]
    fn arabic_has_six_plurals() {
        let words = words(Language::Ar);
        let said: Vec<String> =
            [0, 1, 2, 3, 11, 100].iter().map(|n| words.with("people", &[("n", Value::Number(*n))])).collect();
        let plain: Vec<String> = said.iter().map(|s| s.replace(['\u{2068}', '\u{2069}'], "")).collect();
        assert_eq!(plain, ["لا أحد", "شخص واحد", "شخصان", "3 أشخاص", "11 شخصًا", "100 شخص"]);
    }

    #[test]
    fn the_time_is_told_by_the_readers_clock() {
        let moment: Moment = "2026-11-24T23:35:59Z".parse().unwrap();
        let chad = words(Language::Fr).on_clock(60);
        assert_eq!((chad.time(moment).as_str(), chad.clock().as_str()), ("2026-11-25 00:35", "UTC+01:00"));
        let west = words(Language::En).on_clock(-210);
        assert_eq!((west.time(moment).as_str(), west.clock().as_str()), ("2026-11-24 20:05", "UTC−03:30"));
    }

    #[test]
    fn a_missing_key_shows_itself() {
        assert_eq!(words(Language::En).t("nothing"), "[nothing]");
    }

    #[test]
    fn the_browsers_languages_are_followed() {
        assert_eq!(Language::accepted("de, fr-TD;q=0.8, ar;q=0.5"), Some(Language::Fr));
        assert_eq!(Language::accepted("de"), None);
    }
}
