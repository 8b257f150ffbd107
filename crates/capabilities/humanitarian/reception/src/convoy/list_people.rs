//! Put people on a convoy’s list, a seat for each.

use super::{ConvoyError, state::known};
use crate::{facts::Fact, record::Record};
use access::{Command, Here};
use kernel::{ConvoyId, PersonId, Problem, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Puts people on the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListPeople {
    /// The convoy.
    pub convoy: ConvoyId,
    /// Who is to travel.
    pub people: Vec<PersonId>,
}

impl Command for ListPeople {
    const NAME: &'static str = "list_people";
    type State = Record;
    type Error = ConvoyError;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        crate::stay::look_up(here, &self.people, false).map(|_| ())
    }

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.convoy.into()]
    }

    fn decide(&self, past: &Past<Record>, at: &At) -> Result<Vec<Fact>, ConvoyError> {
        let convoy = known(past, self.convoy, at)?;
        if convoy.departed.is_some() || convoy.arrived.is_some() {
            return Err(ConvoyError::TooLate);
        }
        let travelling = convoy.listed.union(&self.people.iter().copied().collect()).count();
        match convoy.seats {
            Some(seats) if usize::try_from(seats).is_ok_and(|seats| travelling > seats) => {
                Err(ConvoyError::Seats { seats })
            }
            _ => Ok(vec![Fact::PeopleListed { convoy: self.convoy, people: self.people.clone() }]),
        }
    }

    fn example() -> Self {
        let id = uuid::Uuid::from_u128;
        Self { convoy: ConvoyId(id(1)), people: vec![PersonId(id(2))] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_announced_does_not_exist() {
        let mut at = At::example();
        at.site = Some(at.id(1));
        assert_eq!(ListPeople::example().decide(&Past::new(vec![]), &at), Err(ConvoyError::NotFound));
    }
}
