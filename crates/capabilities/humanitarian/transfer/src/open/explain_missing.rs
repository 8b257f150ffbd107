//! Explain where somebody is who was to arrive and did not. That nobody knows explains nothing: the item stays open until it is known.

use super::MissingReason;
use crate::{
    convoy::{Convoy, ConvoyError, known},
    facts::Fact,
};
use access::Command;
use kernel::{ConvoyId, PersonId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Explains where a missing person is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExplainMissing {
    /// The convoy.
    pub convoy: ConvoyId,
    /// Who.
    pub person: PersonId,
    /// Where they are.
    pub why: MissingReason,
    /// In words.
    pub note: Text<200>,
}

impl Command for ExplainMissing {
    const NAME: &'static str = "explain_missing";
    type State = Convoy;
    type Error = ConvoyError;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.convoy.into()]
    }

    fn decide(&self, past: &Past<Convoy>, at: &At) -> Result<Vec<Fact>, ConvoyError> {
        let (convoy, ..) = known(past, self.convoy, at)?;
        if !convoy.arrived {
            return Err(ConvoyError::NotArrived);
        }
        if !convoy.lists(self.person) || convoy.came.contains(&self.person) {
            return Err(ConvoyError::NotOnList);
        }
        let (convoy, person, why, note) = (self.convoy, self.person, self.why, self.note.clone());
        Ok(vec![Fact::MissingExplained { convoy, person, why, note }])
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let (id, note) = (uuid::Uuid::from_u128, Text::parse("brought to the hospital at Abéché").unwrap());
        Self { convoy: ConvoyId(id(1)), person: PersonId(id(2)), why: MissingReason::Hospital, note }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        convoy::{ArriveConvoy, convoy_tests::Story},
        manifest::{Companions, ListPeople},
    };

    #[test]
    fn who_was_to_arrive_and_did_not_is_explained_once_it_arrived() {
        let mut story = Story::announced();
        let person = |n| PersonId(uuid::Uuid::from_u128(n));
        let (convoy, companions) = (story.convoy, Companions::default());
        let explain = |n| ExplainMissing { convoy, person: person(n), ..ExplainMissing::example() };
        story.done(&ListPeople { convoy, people: vec![person(1), person(2)], apart: None, companions });
        assert_eq!(story.refused(&explain(2)), ConvoyError::NotArrived);
        story.done(&ArriveConvoy { convoy, people: vec![person(1)], ..ArriveConvoy::counted(1) });
        assert_eq!(story.refused(&explain(1)), ConvoyError::NotOnList);
        assert_eq!(story.refused(&explain(7)), ConvoyError::NotOnList);
        story.done(&explain(2));
    }
}
