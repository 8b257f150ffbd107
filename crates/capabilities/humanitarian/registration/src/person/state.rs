//! A person as the facts of the person's stream tell.

use super::{ConsentGiver, ConsentPurpose, LinkId, LinkKind};
use crate::facts::Fact;
use contracts::registration::Details;
use kernel::{HouseholdId, PersonId, Problem, SiteId, SubjectId};
use std::collections::{BTreeMap, BTreeSet};

/// A person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// What is recorded now; `None` before registration and after erasure.
    pub details: Option<Details>,
    /// Where the person belongs.
    pub household: Option<HouseholdId>,
    /// The site that keeps the record.
    pub site: Option<SiteId>,
    /// The photo's id, if there is one.
    pub photo: Option<SubjectId>,
    /// What the person answered, by purpose.
    pub consents: BTreeMap<ConsentPurpose, Consent>,
    /// Links that stand, from this person to others.
    pub links: BTreeMap<LinkId, Link>,
    /// Links that were taken back before they were heard of: two posts were apart.
    pub taken_back: BTreeSet<LinkId>,
    /// Whether the person's key was destroyed.
    pub erased: bool,
}

/// An answer to a consent question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Consent {
    /// Whether it stands.
    pub agreed: bool,
    /// Who gave it.
    pub by: ConsentGiver,
}

/// A link that stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// Which relation.
    pub is: LinkKind,
    /// To whom.
    pub other: PersonId,
}

/// Why nothing can be done to a person's record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonError {
    /// There is no such person here.
    NotFound,
    /// The person was erased.
    Erased,
}

impl From<PersonError> for Problem {
    fn from(error: PersonError) -> Self {
        match error {
            PersonError::NotFound => Problem::not_found(),
            PersonError::Erased => Problem::new("GEN-410", 410),
        }
    }
}

impl Person {
    /// What is recorded, or why there is nothing.
    pub fn details(&self) -> Result<&Details, PersonError> {
        match &self.details {
            Some(details) => Ok(details),
            None if self.erased => Err(PersonError::Erased),
            None => Err(PersonError::NotFound),
        }
    }

    /// Whether the person agreed to this.
    #[must_use]
    pub fn agrees(&self, about: ConsentPurpose) -> bool {
        self.consents.get(&about).is_some_and(|consent| consent.agreed)
    }

    pub(crate) fn apply(&mut self, fact: &Fact) {
        match fact {
            Fact::PersonRegistered { household, site, details, .. } => {
                self.details = Some(details.clone());
                (self.household, self.site) = (Some(*household), Some(*site));
            }
            Fact::PersonPlaced { household, site, .. } => {
                (self.household, self.site) = (Some(*household), Some(*site));
            }
            Fact::PersonCorrected { changes, .. } => {
                self.details = self.details.take().map(|details| details.changed(changes));
            }
            Fact::PhotoAttached { photo, .. } => self.photo = Some(*photo),
            Fact::PhotoRemoved { photo, .. } => self.photo = self.photo.filter(|p| p != photo),
            Fact::ConsentAnswered { about, agreed, by, .. } => {
                self.consents.insert(*about, Consent { agreed: *agreed, by: *by });
            }
            Fact::ConsentWithdrawn { about, .. } => {
                if let Some(consent) = self.consents.get_mut(about) {
                    consent.agreed = false;
                }
            }
            Fact::LinkAsserted { link, is, other, .. } if !self.taken_back.contains(link) => {
                self.links.insert(*link, Link { is: *is, other: *other });
            }
            Fact::LinkRetracted { link, .. } => {
                let known = self.links.remove(link);
                self.taken_back.extend(known.is_none().then_some(*link));
            }
            Fact::PersonErased { .. } => *self = Self { erased: true, ..Self::default() },
            _ => {}
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::{household::tests_support::at, record::Record};
    use log::Past;

    /// The `n`th person of a test.
    pub fn somebody(n: u128) -> PersonId {
        PersonId(uuid::Uuid::from_u128(n))
    }

    /// That person, registered.
    pub fn registered(n: u128) -> Fact {
        let (household, site) = (HouseholdId(uuid::Uuid::from_u128(1)), at().site.unwrap());
        Fact::PersonRegistered { person: somebody(n), household, site, on: at().today(), details: Details::example() }
    }

    /// The past of one person's stream.
    pub fn past_of(n: u128, facts: &[Fact]) -> Past<Record> {
        Past::given(somebody(n).into(), facts)
    }

    #[test]
    fn an_erased_person_leaves_nothing_in_the_state() {
        let erased = Fact::PersonErased { person: somebody(1), basis: super::super::ErasureBasis::Requested };
        let past = past_of(1, &[registered(1), erased]);
        assert_eq!(past.main().person, Person { erased: true, ..Person::default() });
        assert_eq!(past.main().person.details(), Err(PersonError::Erased));
    }
}
