//! Explain where somebody is who left and did not arrive, or why the counts differ.

use super::{ConvoyError, MissingReason, state::known};
use crate::{facts::Fact, record::Record};
use access::Command;
use kernel::{ConvoyId, PersonId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Explains a missing person, or without a person the counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExplainMissing {
    /// The convoy.
    pub convoy: ConvoyId,
    /// Who; nobody for the counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// Where they are.
    pub why: MissingReason,
    /// In words.
    pub note: Text<200>,
}

impl Command for ExplainMissing {
    const NAME: &'static str = "explain_missing";
    type State = Record;
    type Error = ConvoyError;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.convoy.into()]
    }

    fn decide(&self, past: &Past<Record>, at: &At) -> Result<Vec<Fact>, ConvoyError> {
        let convoy = known(past, self.convoy, at)?;
        if convoy.arrived.is_none() {
            return Err(ConvoyError::NotArrived);
        }
        if self.person.is_some_and(|person| !convoy.listed.contains(&person) || convoy.came.contains(&person)) {
            return Err(ConvoyError::NotOnList);
        }
        let (convoy, person, why, note) = (self.convoy, self.person, self.why, self.note.clone());
        Ok(vec![Fact::MissingExplained { convoy, person, why, note }])
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let (id, note) = (uuid::Uuid::from_u128, Text::parse("brought to the hospital at Abéché").unwrap());
        Self { convoy: ConvoyId(id(1)), person: Some(PersonId(id(2))), why: MissingReason::Hospital, note }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_announced_does_not_exist() {
        let mut at = At::example();
        at.site = Some(at.id(1));
        assert_eq!(ExplainMissing::example().decide(&Past::new(vec![]), &at), Err(ConvoyError::NotFound));
    }
}
