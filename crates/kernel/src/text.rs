//! Text from outside, made safe once at the edge: composed (NFC), trimmed, of bounded length, without control characters
//! and without the invisible characters that make one text look like another (Unicode TR 36, TR 39).

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use std::{borrow::Cow, fmt, ops::Deref};
use unicode_normalization::UnicodeNormalization;

/// A line or paragraph of at most `MAX` characters, not empty.
///
/// Refused (code in brackets): empty (`TXT-001`); longer than `MAX` characters (`TXT-002`); control characters other than a
/// line break (`TXT-003`); bidirectional controls and zero-width characters (`TXT-004`). U+200C is kept between letters:
/// Persian and Kurdish spelling needs it.
///
/// ```
/// use kernel::Text;
/// assert_eq!(Text::<10>::parse("  Zeinab ").unwrap().as_str(), "Zeinab");
/// assert_eq!(Text::<10>::parse("Zei\u{202e}nab").unwrap_err().code(), "TXT-004");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Text<const MAX: usize>(String);

/// Why a text is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadText {
    /// Nothing but spaces.
    Empty,
    /// More characters than the field holds.
    TooLong,
    /// A control character.
    Control,
    /// A bidirectional control or an invisible character.
    Invisible,
}

impl BadText {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            BadText::Empty => "TXT-001",
            BadText::TooLong => "TXT-002",
            BadText::Control => "TXT-003",
            BadText::Invisible => "TXT-004",
        }
    }
}

impl fmt::Display for BadText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl<const MAX: usize> Text<MAX> {
    /// The safe text, or why it is refused.
    pub fn parse(raw: &str) -> Result<Self, BadText> {
        // A hostile text of megabytes must not be normalised first: four bytes a character is the most NFC input needs.
        if raw.len() > MAX.saturating_mul(16) {
            return Err(BadText::TooLong);
        }
        let text: String = raw.trim().nfc().collect();
        if text.is_empty() {
            return Err(BadText::Empty);
        }
        if text.chars().count() > MAX {
            return Err(BadText::TooLong);
        }
        if text.chars().any(|c| c.is_control() && c != '\n') {
            return Err(BadText::Control);
        }
        if first_hidden(&text).is_some() {
            return Err(BadText::Invisible);
        }
        Ok(Self(text))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The first bidirectional control or invisible character of a text, with the byte at which it stands. U+200C between letters is none:
/// Persian and Kurdish spelling needs it.
///
/// ```
/// assert_eq!(kernel::text::first_hidden("ab\u{202e}"), Some((2, '\u{202e}')));
/// ```
#[must_use]
pub fn first_hidden(text: &str) -> Option<(usize, char)> {
    let mut before = ' ';
    text.char_indices().find(|(at, c)| {
        let after = text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
        let joins = *c == '\u{200c}' && before.is_alphabetic() && after.is_alphabetic();
        before = *c;
        is_invisible(*c) && !joins
    })
}

/// Bidirectional controls, zero-width and other characters that draw nothing.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffd}' | '\u{e0000}'..='\u{e0fff}')
}

/// The same text with Arabic-Indic (U+0660…) and Persian (U+06F0…) digits written as 0–9.
#[must_use]
pub fn latin_digits(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let digit = |c: char, zero: u32| char::from_digit((c as u32).wrapping_sub(zero), 10).unwrap_or(c);
    Cow::Owned(
        text.chars()
            .map(|c| match c {
                '\u{660}'..='\u{669}' => digit(c, 0x660),
                '\u{6f0}'..='\u{6f9}' => digit(c, 0x6f0),
                _ => c,
            })
            .collect(),
    )
}

impl<const MAX: usize> Deref for Text<MAX> {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl<const MAX: usize> fmt::Display for Text<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de, const MAX: usize> Deserialize<'de> for Text<MAX> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::parse(&Cow::<'de, str>::deserialize(from)?).map_err(D::Error::custom)
    }
}

impl<const MAX: usize> JsonSchema for Text<MAX> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Text".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "minLength": 1, "maxLength": MAX })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invisible_and_control_characters_are_refused_by_code() {
        for (raw, code) in [
            ("", "TXT-001"),
            (" \t ", "TXT-001"),
            ("abcdef", "TXT-002"),
            ("a\u{0}b", "TXT-003"),
            ("a\u{1b}b", "TXT-003"),
            ("a\u{202e}b", "TXT-004"),
            ("a\u{200b}b", "TXT-004"),
            ("a\u{2066}b", "TXT-004"),
            ("\u{200c}ab", "TXT-004"),
            ("a\u{e0041}", "TXT-004"),
        ] {
            assert_eq!(Text::<5>::parse(raw).map(|t| t.0).map_err(BadText::code), Err(code), "{raw:?}");
        }
    }

    #[test]
    fn arabic_and_persian_spelling_is_kept() {
        for good in ["محمد", "می\u{200c}شود", "Ngarlejy", "É", "Abdel-Karim d'Abéché"] {
            assert!(Text::<40>::parse(good).is_ok(), "{good}");
        }
        assert_eq!(Text::<5>::parse("e\u{301}").unwrap().as_str(), "é");
    }

    #[test]
    fn digits_of_three_scripts_are_one_number() {
        assert_eq!(latin_digits("٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹ x"), "0123456789 0123456789 x");
    }

    proptest::proptest! {
        #[test]
        fn any_input_gives_a_bounded_text_or_a_code(raw in ".{0,200}") {
            if let Ok(text) = Text::<50>::parse(&raw) {
                proptest::prop_assert!(text.chars().count() <= 50 && !text.chars().any(is_invisible_alone));
                proptest::prop_assert_eq!(Text::<50>::parse(&text), Ok(text.clone()));
            }
        }
    }

    fn is_invisible_alone(c: char) -> bool {
        is_invisible(c) && c != '\u{200c}'
    }
}
