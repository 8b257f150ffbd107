//! Count the people when a convoy leaves. Also afterwards, when the site that awaited it was faster with its own count.

use super::{Convoy, ConvoyError, CountedIn, counted_in::in_all, known};
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
    /// People counted on board, in all; the vehicles together, where that is more or nothing is told here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted: Option<u16>,
    /// People counted in each vehicle, where they were counted so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vehicles: Vec<CountedIn>,
}

#[cfg(test)]
impl DepartConvoy {
    /// A count in all.
    pub fn counted(people: u16) -> Self {
        Self { convoy: ConvoyId(uuid::Uuid::nil()), counted: Some(people), vehicles: vec![] }
    }
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
        let counted = in_all(self.counted, &self.vehicles)?;
        if convoy.left.is_some() {
            return Err(ConvoyError::Left);
        }
        if convoy.cancelled {
            return Err(ConvoyError::Cancelled);
        }
        let (convoy, vehicles) = (self.convoy, self.vehicles.clone());
        Ok(vec![Fact::ConvoyDeparted { convoy, counted, vehicles }])
    }

    fn example() -> Self {
        Self { convoy: ConvoyId(uuid::Uuid::from_u128(1)), counted: Some(28), vehicles: vec![] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::convoy::{ArriveConvoy, convoy_tests::Story};

    #[test]
    fn it_leaves_once_and_its_count_may_come_after_that_of_the_arrival() {
        let mut story = Story::announced();
        let depart = DepartConvoy { convoy: story.convoy, ..DepartConvoy::counted(3) };
        story.done(&ArriveConvoy { convoy: story.convoy, ..ArriveConvoy::counted(3) });
        story.done(&depart);
        assert_eq!(story.refused(&depart), ConvoyError::Left);
    }
}
