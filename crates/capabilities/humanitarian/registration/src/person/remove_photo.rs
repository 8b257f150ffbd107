//! Remove a person's photo: its key is destroyed, so that no copy of the store shows it again.

use super::{PhotoError, attach_photo};
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

/// Removes the photo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RemovePhoto {
    /// The person.
    pub person: PersonId,
    #[serde(skip)]
    removed: Vec<SubjectId>,
}

impl RemovePhoto {
    /// The command for this person.
    #[must_use]
    pub fn of(person: PersonId) -> Self {
        Self { person, removed: vec![] }
    }
}

impl Command for RemovePhoto {
    const NAME: &'static str = "remove_photo";
    type State = Record;
    type Error = attach_photo::PhotoError;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        self.removed = views::photo_of(here.sql, self.person)?.into_iter().collect();
        Ok(())
    }

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.person.into()]
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        record::site(past)
    }

    fn decide(&self, past: &Past<Record>, _: &At) -> Result<Vec<Fact>, PhotoError> {
        let person = &past.main().person;
        person.details().map_err(PhotoError::Person)?;
        let photo = person.photo.ok_or(PhotoError::None)?;
        Ok(vec![Fact::PhotoRemoved { person: self.person, photo }])
    }

    fn erases(&self) -> Vec<SubjectId> {
        self.removed.clone()
    }

    fn example() -> Self {
        Self::of(PersonId(uuid::Uuid::from_u128(1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        household::tests_support::at,
        person::state::tests::{past_of, registered, somebody},
    };

    #[test]
    fn a_photo_that_is_there_is_removed() {
        let decide = |facts: &[Fact]| RemovePhoto::example().decide(&past_of(1, facts), &at());
        assert_eq!(decide(&[registered(1)]), Err(PhotoError::None));
        let photo = at().id(7);
        let attached = Fact::PhotoAttached { person: somebody(1), photo, jpeg: String::new() };
        assert_eq!(decide(&[registered(1), attached]), Ok(vec![Fact::PhotoRemoved { person: somebody(1), photo }]));
    }
}
