//! A photo as it arrives: base64 JPEG of bounded size. Only its frame is checked, not its picture.

use base64::{Engine, prelude::BASE64_STANDARD};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use std::borrow::Cow;

/// Largest photo.
pub const MOST_BYTES: usize = 60_000;

/// A JPEG of at most [`MOST_BYTES`], as base64 (RFC 4648 §4). It begins with SOI and ends with EOI (ITU-T T.81 §B.2.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Jpeg(String);

impl Jpeg {
    /// The photo without spaces around it or a `data:` head, or the code of why it is none.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let body = text.trim();
        let body = body.strip_prefix("data:image/jpeg;base64,").unwrap_or(body);
        if body.len() > MOST_BYTES.div_ceil(3) * 4 {
            return Err("GEN-007");
        }
        let bytes = BASE64_STANDARD.decode(body).map_err(|_| "GEN-006")?;
        let whole = bytes.starts_with(&[0xFF, 0xD8, 0xFF]) && bytes.ends_with(&[0xFF, 0xD9]);
        if whole { Ok(Self(body.to_owned())) } else { Err("GEN-006") }
    }

    /// The base64.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Jpeg {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::parse(&Cow::<'de, str>::deserialize(from)?).map_err(D::Error::custom)
    }
}

impl JsonSchema for Jpeg {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Jpeg".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "contentEncoding": "base64", "contentMediaType": "image/jpeg", "maxLength": 80_000 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_jpeg_or_too_large_is_refused() {
        for (text, code) in
            [("AAAA", "GEN-006"), ("/9j/AAAA", "GEN-006"), ("no base64!", "GEN-006"), (&*"A".repeat(80_004), "GEN-007")]
        {
            assert_eq!(Jpeg::parse(text), Err(code));
        }
        assert_eq!(Jpeg::parse(" data:image/jpeg;base64,/9j/2Q== ").map(|jpeg| jpeg.0), Ok("/9j/2Q==".into()));
    }
}
