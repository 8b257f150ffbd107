//! Count the people when a convoy leaves.

use super::{ConvoyError, state::known};
use crate::{facts::Fact, record::Record};
use access::Command;
use kernel::{ConvoyId, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Notes that a convoy left, with so many counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DepartConvoy {
    /// The convoy.
    pub convoy: ConvoyId,
    /// People counted on board.
    pub counted: u16,
}

impl Command for DepartConvoy {
    const NAME: &'static str = "depart_convoy";
    type State = Record;
    type Error = ConvoyError;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.convoy.into()]
    }

    fn decide(&self, past: &Past<Record>, at: &At) -> Result<Vec<Fact>, ConvoyError> {
        let convoy = known(past, self.convoy, at)?;
        if convoy.departed.is_some() || convoy.arrived.is_some() {
            return Err(ConvoyError::TooLate);
        }
        Ok(vec![Fact::ConvoyDeparted { convoy: self.convoy, counted: self.counted }])
    }

    fn example() -> Self {
        Self { convoy: ConvoyId(uuid::Uuid::from_u128(1)), counted: 28 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_announced_does_not_exist() {
        let mut at = At::example();
        at.site = Some(at.id(1));
        assert_eq!(DepartConvoy::example().decide(&Past::new(vec![]), &at), Err(ConvoyError::NotFound));
    }
}
