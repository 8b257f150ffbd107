//! Count the people when a convoy leaves. Also afterwards, when the site that awaited it was faster with its own count.

use super::{Convoy, ConvoyError, known};
use crate::facts::Fact;
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
    type State = Convoy;
    type Error = ConvoyError;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.convoy.into()]
    }

    fn decide(&self, past: &Past<Convoy>, at: &At) -> Result<Vec<Fact>, ConvoyError> {
        let (convoy, ..) = known(past, self.convoy, at)?;
        if convoy.left.is_some() {
            return Err(ConvoyError::Left);
        }
        if convoy.cancelled {
            return Err(ConvoyError::Cancelled);
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
    use crate::convoy::{ArriveConvoy, convoy_tests::Story};

    #[test]
    fn it_leaves_once_and_its_count_may_come_after_that_of_the_arrival() {
        let mut story = Story::announced();
        let depart = DepartConvoy { convoy: story.convoy, counted: 3 };
        story.done(&ArriveConvoy { convoy: story.convoy, counted: 3, people: vec![] });
        story.done(&depart);
        assert_eq!(story.refused(&depart), ConvoyError::Left);
    }
}
