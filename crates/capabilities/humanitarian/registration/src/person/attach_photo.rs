//! Attach a photo to a person who agreed to it. It is sealed under a key of its own: when the consent is withdrawn, or another
//! photo takes its place, that key is destroyed and the person's record stays.

use super::{ConsentPurpose, PersonError};
use crate::{
    facts::Fact,
    record::{self, Record},
    views,
};
use access::{Command, Here};
use kernel::{PersonId, Problem, SiteId, StreamId, SubjectId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Attaches a photo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AttachPhoto {
    /// The person.
    pub person: PersonId,
    /// A JPEG of at most 60 kB, as base64 (RFC 4648 §4).
    pub jpeg: String,
    #[serde(skip)]
    replaced: Vec<SubjectId>,
}

/// Why a photo is not attached or removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PhotoError {
    /// The record cannot be changed.
    Person(PersonError),
    /// The person did not agree to a photo.
    NoConsent,
    /// It is no JPEG.
    NotJpeg,
    /// It is larger than [`MOST_BYTES`].
    TooLarge,
    /// There is no photo.
    None,
}

impl From<PhotoError> for Problem {
    fn from(error: PhotoError) -> Self {
        match error {
            PhotoError::Person(error) => error.into(),
            PhotoError::NoConsent => Problem::conflict("REG-052"),
            PhotoError::NotJpeg => Problem::field("jpeg", "REG-050"),
            PhotoError::TooLarge => Problem::field("jpeg", "REG-051"),
            PhotoError::None => Problem::conflict("REG-053"),
        }
    }
}

/// Largest photo.
pub const MOST_BYTES: usize = 60_000;

impl AttachPhoto {
    /// The command for this photo.
    #[must_use]
    pub fn of(person: PersonId, jpeg: String) -> Self {
        Self { person, jpeg, replaced: vec![] }
    }
}

impl Command for AttachPhoto {
    const NAME: &'static str = "attach_photo";
    type State = Record;
    type Error = PhotoError;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        self.replaced = views::photo_of(here.sql, self.person)?.into_iter().collect();
        Ok(())
    }

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.person.into()]
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        record::site(past)
    }

    fn decide(&self, past: &Past<Record>, at: &At) -> Result<Vec<Fact>, PhotoError> {
        let person = &past.main().person;
        person.details().map_err(PhotoError::Person)?;
        if !person.agrees(ConsentPurpose::Photo) {
            return Err(PhotoError::NoConsent);
        }
        let jpeg = checked(&self.jpeg)?;
        let (before, photo) = (person.photo, at.id(0));
        let removed = before.map(|photo| Fact::PhotoRemoved { person: self.person, photo });
        Ok(removed.into_iter().chain([Fact::PhotoAttached { person: self.person, photo, jpeg }]).collect())
    }

    fn erases(&self) -> Vec<SubjectId> {
        self.replaced.clone()
    }

    fn example() -> Self {
        Self::of(PersonId(uuid::Uuid::from_u128(1)), "/9j/2wBDAAEBAQH/2Q==".into())
    }
}

/// The photo without spaces or a `data:` head, when it is a JPEG of the right size: it begins with SOI and ends with EOI
/// (ITU-T T.81 §B.2.1).
fn checked(base64: &str) -> Result<String, PhotoError> {
    let body = base64.trim().strip_prefix("data:image/jpeg;base64,").unwrap_or(base64.trim());
    if body.len() > MOST_BYTES.div_ceil(3) * 4 {
        return Err(PhotoError::TooLarge);
    }
    let bytes = decoded(body).ok_or(PhotoError::NotJpeg)?;
    if bytes.len() > MOST_BYTES {
        return Err(PhotoError::TooLarge);
    }
    let whole = bytes.starts_with(&[0xFF, 0xD8, 0xFF]) && bytes.ends_with(&[0xFF, 0xD9]);
    if whole { Ok(body.to_owned()) } else { Err(PhotoError::NotJpeg) }
}

/// The bytes of base64 (RFC 4648 §4, padding required); `None` when it is none.
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
        held = held << 6 | u32::from(digit);
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
    use crate::{
        household::tests_support::at,
        person::{
            ConsentGiver,
            state::tests::{past_of, registered, somebody},
        },
    };

    fn agreed(agreed: bool) -> Fact {
        let (about, by) = (ConsentPurpose::Photo, ConsentGiver::Oneself);
        Fact::ConsentAnswered { person: somebody(1), about, agreed, by, language: "ar".into() }
    }

    #[test]
    fn a_photo_needs_a_yes_to_the_photo() {
        let decide = |facts: &[Fact]| AttachPhoto::example().decide(&past_of(1, facts), &at());
        assert_eq!(decide(&[registered(1)]), Err(PhotoError::NoConsent));
        assert_eq!(decide(&[registered(1), agreed(false)]), Err(PhotoError::NoConsent));
        let jpeg = AttachPhoto::example().jpeg;
        let attached = Fact::PhotoAttached { person: somebody(1), photo: at().id(0), jpeg };
        assert_eq!(decide(&[registered(1), agreed(true)]), Ok(vec![attached]));
    }

    #[test]
    fn a_second_photo_takes_the_place_of_the_first() {
        let given = [registered(1), agreed(true)];
        let first = AttachPhoto::example().decide(&past_of(1, &given), &at()).unwrap();
        let facts = AttachPhoto::example().decide(&past_of(1, &[&given[..], &first].concat()), &at()).unwrap();
        assert!(matches!(facts.as_slice(), [Fact::PhotoRemoved { .. }, Fact::PhotoAttached { .. }]));
    }

    #[test]
    fn what_is_no_jpeg_or_too_large_is_refused() {
        assert_eq!(checked("AAAA"), Err(PhotoError::NotJpeg));
        assert_eq!(checked("/9j/AAAA"), Err(PhotoError::NotJpeg));
        assert_eq!(checked("no base64!"), Err(PhotoError::NotJpeg));
        assert_eq!(checked(&"A".repeat(80_004)), Err(PhotoError::TooLarge));
        assert_eq!(checked("data:image/jpeg;base64,/9j/2Q==").map(|t| t.len()), Ok(8));
        assert_eq!(decoded("TWFu").as_deref(), Some(&b"Man"[..]));
        assert_eq!(decoded("TQ==").as_deref(), Some(&b"M"[..]));
    }
}
