//! Put people on a convoy’s list. More people than seats is shown and stands open; it refuses nobody a place on the list. Who belongs
//! together travels together, or somebody says why not.

use super::{Apart, Companions, Whereabouts};
use crate::{
    convoy::{Convoy, ConvoyError, known},
    facts::Fact,
};
use access::{Command, Here};
use kernel::{ConvoyId, PersonId, Problem, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Puts people on the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListPeople {
    /// The convoy.
    pub convoy: ConvoyId,
    /// Who is to travel.
    pub people: Vec<PersonId>,
    /// Why people who belong together do not travel together, where they do not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub apart: Option<Apart>,
    /// Who belongs to them; found in the views.
    #[serde(skip)]
    pub companions: Companions,
}

impl Command for ListPeople {
    const NAME: &'static str = "list_people";
    type State = Convoy;
    type Error = ConvoyError;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        self.companions = Companions::look_up(here, self.convoy, &self.people)?;
        Ok(())
    }

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.convoy.into()]
    }

    fn decide(&self, past: &Past<Convoy>, at: &At) -> Result<Vec<Fact>, ConvoyError> {
        let (convoy, ..) = known(past, self.convoy, at)?;
        if convoy.arrived {
            return Err(ConvoyError::Arrived);
        }
        if convoy.cancelled {
            return Err(ConvoyError::Cancelled);
        }
        let people: Vec<PersonId> = self.people.iter().copied().filter(|person| !convoy.lists(*person)).collect();
        if people.is_empty() {
            return Err(ConvoyError::Already);
        }
        let moved: BTreeMap<PersonId, Whereabouts> =
            people.iter().map(|person| (*person, Whereabouts::On(self.convoy))).collect();
        let parted = self.companions.guard(self.convoy, convoy, &moved, self.apart.as_ref())?;
        let mut facts = vec![Fact::PeopleListed { convoy: self.convoy, people }];
        facts.extend(parted);
        Ok(facts)
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let id = uuid::Uuid::from_u128;
        let note = kernel::Text::parse("the father follows on Friday with the cattle").unwrap();
        let apart = Some(Apart { reason: super::ApartReason::OwnWish, note });
        Self { convoy: ConvoyId(id(1)), people: vec![PersonId(id(2))], apart, companions: Companions::default() }
    }
}

#[cfg(test)]
#[path = "list_people_tests.rs"]
pub(super) mod tests;
