//! Note what a place for a person must have: no steps, or apart from others as health staff asked. It says what, never why.

use super::{PlaceNeeds, StayError, known};
use crate::{
    facts::{Fact, person_stream},
    record::Record,
};
use access::{Command, Here};
use kernel::{PersonId, Problem, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Notes what a place for a person must have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NotePlaceNeeds {
    /// Who.
    pub person: PersonId,
    /// What the place must have from now on.
    #[serde(default)]
    pub needs: PlaceNeeds,
}

impl Command for NotePlaceNeeds {
    const NAME: &'static str = "note_place_needs";
    type State = Record;
    type Error = StayError;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        known::look_up(here, &[self.person], false).map(|_| ())
    }

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![person_stream(self.person)]
    }

    fn decide(&self, past: &Past<Record>, _: &At) -> Result<Vec<Fact>, StayError> {
        if past.main().stays.needs == self.needs {
            return Err(StayError::Already);
        }
        Ok(vec![Fact::PlaceNeedsNoted { person: self.person, needs: self.needs }])
    }

    fn example() -> Self {
        let needs = PlaceNeeds { no_steps: true, quarantine: false };
        Self { person: PersonId(uuid::Uuid::from_u128(1)), needs }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_needs_are_noted_once() {
        let note = NotePlaceNeeds::example();
        let stream = person_stream(note.person);
        let facts = note.decide(&Past::given(stream, &[]), &At::example()).unwrap();
        assert_eq!(note.decide(&Past::given(stream, &facts), &At::example()), Err(StayError::Already));
    }
}
