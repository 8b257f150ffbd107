//! Count the people when a convoy arrives, and tick who of its list is there. Who is not becomes an open item.

use super::{ConvoyError, state::known};
use crate::{facts::Fact, record::Record};
use access::Command;
use kernel::{ConvoyId, PersonId, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Notes that a convoy arrived, with so many counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ArriveConvoy {
    /// The convoy.
    pub convoy: ConvoyId,
    /// People counted.
    pub counted: u16,
    /// Who of the list is there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<PersonId>,
}

impl Command for ArriveConvoy {
    const NAME: &'static str = "arrive_convoy";
    type State = Record;
    type Error = ConvoyError;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.convoy.into()]
    }

    fn decide(&self, past: &Past<Record>, at: &At) -> Result<Vec<Fact>, ConvoyError> {
        let convoy = known(past, self.convoy, at)?;
        if convoy.arrived.is_some() {
            return Err(ConvoyError::TooLate);
        }
        if self.people.iter().any(|person| !convoy.listed.contains(person)) {
            return Err(ConvoyError::NotOnList);
        }
        let (convoy, counted, people) = (self.convoy, self.counted, self.people.clone());
        Ok(vec![Fact::ConvoyArrived { convoy, counted, people }])
    }

    fn example() -> Self {
        let id = uuid::Uuid::from_u128;
        Self { convoy: ConvoyId(id(1)), counted: 27, people: vec![PersonId(id(2))] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_announced_does_not_exist() {
        let mut at = At::example();
        at.site = Some(at.id(1));
        assert_eq!(ArriveConvoy::example().decide(&Past::new(vec![]), &at), Err(ConvoyError::NotFound));
    }
}
