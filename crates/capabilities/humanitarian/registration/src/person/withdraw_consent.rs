//! Take a consent back, at any time and without a reason. With the consent to a photo, the photo goes.

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

/// Withdraws a consent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawConsent {
    /// The person.
    pub person: PersonId,
    /// Which.
    pub about: ConsentPurpose,
    #[serde(skip)]
    photo: Vec<SubjectId>,
}

/// Why an answer is not recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConsentError {
    /// The record cannot be changed.
    Person(PersonError),
    /// The same answer is recorded already.
    Unchanged,
    /// A yes stands: withdraw it.
    Withdraw,
    /// There is no yes to withdraw.
    NotGiven,
}

impl From<ConsentError> for Problem {
    fn from(error: ConsentError) -> Self {
        match error {
            ConsentError::Person(error) => error.into(),
            ConsentError::Unchanged => Problem::conflict("REG-061"),
            ConsentError::Withdraw => Problem::conflict("REG-062"),
            ConsentError::NotGiven => Problem::conflict("REG-063"),
        }
    }
}

impl WithdrawConsent {
    /// The command for this consent.
    #[must_use]
    pub fn of(person: PersonId, about: ConsentPurpose) -> Self {
        Self { person, about, photo: vec![] }
    }
}

impl Command for WithdrawConsent {
    const NAME: &'static str = "withdraw_consent";
    type State = Record;
    type Error = ConsentError;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        if self.about == ConsentPurpose::Photo {
            self.photo = views::photo_of(here.sql, self.person)?.into_iter().collect();
        }
        Ok(())
    }

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.person.into()]
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        record::site(past)
    }

    fn decide(&self, past: &Past<Record>, _: &At) -> Result<Vec<Fact>, ConsentError> {
        let person = &past.main().person;
        person.details().map_err(ConsentError::Person)?;
        if !person.agrees(self.about) {
            return Err(ConsentError::NotGiven);
        }
        let photo = person.photo.filter(|_| self.about == ConsentPurpose::Photo);
        let removed = photo.map(|photo| Fact::PhotoRemoved { person: self.person, photo });
        let withdrawn = Fact::ConsentWithdrawn { person: self.person, about: self.about };
        Ok(std::iter::once(withdrawn).chain(removed).collect())
    }

    fn erases(&self) -> Vec<SubjectId> {
        self.photo.clone()
    }

    fn example() -> Self {
        Self::of(PersonId(uuid::Uuid::from_u128(1)), ConsentPurpose::Assistance)
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

    fn yes(about: ConsentPurpose) -> Fact {
        let by = ConsentGiver::Oneself;
        Fact::ConsentAnswered { person: somebody(1), about, agreed: true, by, language: "fr".into() }
    }

    #[test]
    fn a_consent_is_withdrawn_once() {
        let mut given = vec![registered(1), yes(ConsentPurpose::Assistance)];
        let facts = WithdrawConsent::example().decide(&past_of(1, &given), &at()).unwrap();
        given.extend(facts);
        assert!(!past_of(1, &given).main().person.agrees(ConsentPurpose::Assistance));
        assert_eq!(WithdrawConsent::example().decide(&past_of(1, &given), &at()), Err(ConsentError::NotGiven));
    }

    #[test]
    fn with_the_consent_to_a_photo_the_photo_goes() {
        let photo = at().id(4);
        let attached = Fact::PhotoAttached { person: somebody(1), photo, jpeg: String::new() };
        let given = [registered(1), yes(ConsentPurpose::Photo), attached];
        let facts = WithdrawConsent::of(somebody(1), ConsentPurpose::Photo).decide(&past_of(1, &given), &at()).unwrap();
        assert_eq!(facts[1], Fact::PhotoRemoved { person: somebody(1), photo });
    }
}
