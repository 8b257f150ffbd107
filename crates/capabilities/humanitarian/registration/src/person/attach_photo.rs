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
use shell::photo::Jpeg;

/// Attaches a photo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AttachPhoto {
    /// The person.
    pub person: PersonId,
    /// The photo.
    pub jpeg: Jpeg,
    #[serde(skip)]
    replaced: Vec<SubjectId>,
}

/// Why a photo is not attached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PhotoError {
    /// The record cannot be changed.
    Person(PersonError),
    /// The person did not agree to a photo.
    NoConsent,
}

impl From<PhotoError> for Problem {
    fn from(error: PhotoError) -> Self {
        match error {
            PhotoError::Person(error) => error.into(),
            PhotoError::NoConsent => Problem::conflict("REG-052"),
        }
    }
}

impl AttachPhoto {
    /// The command for this photo.
    #[must_use]
    pub fn of(person: PersonId, jpeg: Jpeg) -> Self {
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
        let (before, photo, jpeg) = (person.photo, at.id(0), self.jpeg.as_str().to_owned());
        let removed = before.map(|photo| Fact::PhotoRemoved { person: self.person, photo });
        Ok(removed.into_iter().chain([Fact::PhotoAttached { person: self.person, photo, jpeg }]).collect())
    }

    fn erases(&self) -> Vec<SubjectId> {
        self.replaced.clone()
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        Self::of(PersonId(uuid::Uuid::from_u128(1)), Jpeg::parse("/9j/2wBDAAEBAQH/2Q==").unwrap())
    }
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
        let jpeg = AttachPhoto::example().jpeg.as_str().to_owned();
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
}
