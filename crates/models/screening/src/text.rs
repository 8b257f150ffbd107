//! The text of a sheet as it arrives from outside.

use crate::Sheet;
use kernel::text::{BadText, first_hidden};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use std::borrow::Cow;

/// The whole file of a sheet, of bounded size and without signs that cannot be seen; whether it is a sheet at all is not known yet. It is
/// kept and digested without the mark that some editors put before it, and with one sign for the end of a line.
///
/// ```
/// let text = screening::SheetText::parse("\u{feff}a\r\nb\n").unwrap();
/// assert_eq!(text.as_str(), "a\nb\n");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct SheetText(String);

impl SheetText {
    /// The text as it is kept, or why it is refused.
    pub fn parse(raw: &str) -> Result<Self, BadText> {
        if raw.len() > Sheet::MOST_BYTES {
            return Err(BadText::TooLong);
        }
        let text = canonical(raw);
        if text.trim().is_empty() {
            return Err(BadText::Empty);
        }
        if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
            return Err(BadText::Control);
        }
        if first_hidden(&text).is_some() { Err(BadText::Invisible) } else { Ok(Self(text)) }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Without the mark that some editors put before a text, and with one sign for the end of a line.
#[must_use]
pub fn canonical(text: &str) -> String {
    text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n")
}

impl<'de> Deserialize<'de> for SheetText {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::parse(&Cow::<'de, str>::deserialize(from)?).map_err(D::Error::custom)
    }
}

impl JsonSchema for SheetText {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "SheetText".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "minLength": 1, "maxLength": Sheet::MOST_BYTES, "contentMediaType": "application/toml" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_or_is_too_long_is_refused() {
        for (raw, code) in [
            ("", "TXT-001"),
            ("a\u{0}", "TXT-003"),
            ("a\u{feff}b", "TXT-004"),
            ("a\u{202e}b", "TXT-004"),
            (&*"x".repeat(Sheet::MOST_BYTES + 1), "TXT-002"),
        ] {
            assert_eq!(SheetText::parse(raw).map_err(BadText::code), Err(code));
        }
        for shipped in crate::shipped() {
            assert_eq!(SheetText::parse(shipped.text).map(|text| text.0), Ok(shipped.text.to_owned()));
        }
    }

    proptest::proptest! {
        #[test]
        fn what_was_taken_is_taken_again_as_it_is(raw in "(?s).{0,80}") {
            if let Ok(text) = SheetText::parse(&raw) {
                proptest::prop_assert_eq!(SheetText::parse(text.as_str()), Ok(text.clone()));
            }
        }
    }
}
