//! A photo as it arrives: base64 JPEG of bounded size. Only its frame is checked, not its picture.

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
            return Err("REG-051");
        }
        let bytes = decoded(body).ok_or("REG-050")?;
        let whole = bytes.starts_with(&[0xFF, 0xD8, 0xFF]) && bytes.ends_with(&[0xFF, 0xD9]);
        if whole { Ok(Self(body.to_owned())) } else { Err("REG-050") }
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

/// The bytes of base64, padding required; `None` when it is none.
fn decoded(text: &str) -> Option<Vec<u8>> {
    let digits = text.trim_end_matches('=');
    if !text.len().is_multiple_of(4) || text.len() - digits.len() > 2 {
        return None;
    }
    let (mut out, mut held, mut bits) = (Vec::with_capacity(text.len()), 0_u32, 0);
    for byte in digits.bytes() {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        held = held << 6 & 0xFF_FFFF | u32::from(digit);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push(u8::try_from(held >> bits & 0xFF).ok()?);
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_jpeg_or_too_large_is_refused() {
        for (text, code) in
            [("AAAA", "REG-050"), ("/9j/AAAA", "REG-050"), ("no base64!", "REG-050"), (&*"A".repeat(80_004), "REG-051")]
        {
            assert_eq!(Jpeg::parse(text), Err(code));
        }
        assert_eq!(Jpeg::parse(" data:image/jpeg;base64,/9j/2Q== ").map(|jpeg| jpeg.0), Ok("/9j/2Q==".into()));
    }

    #[test]
    fn base64_is_read_as_the_standard_writes_it() {
        // RFC 4648 §10
        for (text, plain) in [("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYmFy", "foobar")] {
            assert_eq!(decoded(text).as_deref(), Some(plain.as_bytes()));
        }
        assert_eq!(decoded("Zg="), None);
    }
}
