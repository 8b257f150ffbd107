//! Plan a convoy otherwise: another time, other vehicles, more or fewer people. Until it arrives, also on the way.

use super::{
    Convoy, ConvoyError,
    announce_convoy::{in_all, told_apart},
    known,
};
use crate::facts::Fact;
use access::Command;
use contracts::convoy::{ConvoyPlan, Vehicle};
use kernel::{ConvoyId, Moment, StreamId, Text, counts::Counts};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Plans a convoy otherwise. What is given here is the whole of it from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeConvoy {
    /// The convoy.
    pub convoy: ConvoyId,
    /// When it is expected.
    pub due: Moment,
    /// How many in all; what is told by sex and age, where that is more.
    #[serde(default)]
    pub people: u16,
    /// How many by sex and age, where it is known.
    #[serde(default)]
    pub by_age: Counts,
    /// Vehicles or vessels, where they are known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vehicles: Vec<Vehicle>,
}

impl Command for ChangeConvoy {
    const NAME: &'static str = "change_convoy";
    type State = Convoy;
    type Error = ConvoyError;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.convoy.into()]
    }

    fn decide(&self, past: &Past<Convoy>, at: &At) -> Result<Vec<Fact>, ConvoyError> {
        let (convoy, before, _) = known(past, self.convoy, at)?;
        if convoy.arrived {
            return Err(ConvoyError::Arrived);
        }
        if convoy.cancelled {
            return Err(ConvoyError::Cancelled);
        }
        told_apart(&self.vehicles)?;
        let plan = ConvoyPlan {
            due: self.due,
            people: in_all(self.people, &self.by_age),
            by_age: self.by_age,
            vehicles: self.vehicles.clone(),
            ..before.clone()
        };
        if plan == *before {
            return Err(ConvoyError::Already);
        }
        Ok(vec![Fact::ConvoyChanged { convoy: self.convoy, plan }])
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let vehicle = Vehicle { name: Text::parse("TC 5678").unwrap(), seats: 24 };
        let (due, by_age) = (Moment::from_millis(1_790_000_600_000), Counts::default());
        Self { convoy: ConvoyId(uuid::Uuid::from_u128(1)), due, people: 24, by_age, vehicles: vec![vehicle] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::convoy::{ArriveConvoy, DepartConvoy, convoy_tests::Story};

    #[test]
    fn a_delay_on_the_way_is_noted_and_nothing_after_it_arrived() {
        let mut story = Story::announced();
        let change = ChangeConvoy { convoy: story.convoy, ..ChangeConvoy::example() };
        story.done(&DepartConvoy { convoy: story.convoy, ..DepartConvoy::counted(20) });
        story.done(&change);
        assert_eq!(story.refused(&change), ConvoyError::Already);
        story.done(&ArriveConvoy { convoy: story.convoy, ..ArriveConvoy::counted(20) });
        assert_eq!(story.refused(&ChangeConvoy { people: 9, ..change }), ConvoyError::Arrived);
    }
}
