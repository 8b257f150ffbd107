//! Call a convoy off, with the reason: nobody waits for it any more. One that has left is not called off: wherever it gets to, it is counted.

use super::{Convoy, ConvoyError, known};
use crate::facts::Fact;
use access::Command;
use contracts::convoy::CancelReason;
use kernel::{ConvoyId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Calls a convoy off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CancelConvoy {
    /// The convoy.
    pub convoy: ConvoyId,
    /// Why.
    pub why: CancelReason,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text<200>>,
}

impl Command for CancelConvoy {
    const NAME: &'static str = "cancel_convoy";
    type State = Convoy;
    type Error = ConvoyError;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.convoy.into()]
    }

    fn decide(&self, past: &Past<Convoy>, at: &At) -> Result<Vec<Fact>, ConvoyError> {
        let (convoy, ..) = known(past, self.convoy, at)?;
        if convoy.arrived {
            return Err(ConvoyError::Arrived);
        }
        if convoy.left.is_some() {
            return Err(ConvoyError::Left);
        }
        if convoy.cancelled {
            return Err(ConvoyError::Cancelled);
        }
        Ok(vec![Fact::ConvoyCancelled { convoy: self.convoy, why: self.why, note: self.note.clone() }])
    }

    fn example() -> Self {
        let note = Text::parse("the ford is under water").ok();
        Self { convoy: ConvoyId(uuid::Uuid::from_u128(1)), why: CancelReason::Road, note }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::convoy::{ArriveConvoy, DepartConvoy, convoy_tests::Story};

    #[test]
    fn what_was_called_off_does_not_leave_and_is_counted_if_it_comes_all_the_same() {
        let mut story = Story::announced();
        let cancel = CancelConvoy { convoy: story.convoy, ..CancelConvoy::example() };
        story.done(&cancel);
        assert_eq!(story.refused(&cancel), ConvoyError::Cancelled);
        assert_eq!(
            story.refused(&DepartConvoy { convoy: story.convoy, ..DepartConvoy::counted(2) }),
            ConvoyError::Cancelled
        );
        story.done(&ArriveConvoy { convoy: story.convoy, ..ArriveConvoy::counted(2) });
    }

    #[test]
    fn one_that_has_left_is_not_called_off() {
        let mut story = Story::announced();
        story.done(&DepartConvoy { convoy: story.convoy, ..DepartConvoy::counted(2) });
        let cancel = CancelConvoy { convoy: story.convoy, ..CancelConvoy::example() };
        assert_eq!(story.refused(&cancel), ConvoyError::Left);
    }
}
