//! Confirm a suspected need: somebody looked, and it is so.

use super::state::{moved, open_need, site_of};
use crate::{
    facts::{Fact, file_stream},
    record::{Record, Refusal},
    words::{NeedId, NeedStatus},
};
use access::Command;
use kernel::{PersonId, SiteId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Confirms a need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmNeed {
    /// The person.
    pub person: PersonId,
    /// The need.
    pub need: NeedId,
    /// What was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text<500>>,
}

impl Command for ConfirmNeed {
    const NAME: &'static str = "confirm_need";
    type State = Record;
    type Error = Refusal;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![file_stream(self.person)]
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        site_of(past, self.need)
    }

    fn decide(&self, past: &Past<Record>, at: &At) -> Result<Vec<Fact>, Refusal> {
        if open_need(past, self.need, at)?.status == NeedStatus::Confirmed {
            return Err(Refusal::Already);
        }
        Ok(moved(self.person, self.need, NeedStatus::Confirmed, self.reason.as_ref()))
    }

    fn example() -> Self {
        let id = uuid::Uuid::from_u128;
        Self { person: PersonId(id(1)), need: NeedId(id(3)), reason: Text::parse("seen by the nurse").ok() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{case::tests_support::at, need::state::tests::suspected};

    #[test]
    fn a_need_is_confirmed_once() {
        let (need, past) = suspected(ConfirmNeed::example().person, &[]);
        let command = ConfirmNeed { need, ..ConfirmNeed::example() };
        let facts = command.decide(&past, &at()).unwrap();
        let (_, past) = suspected(command.person, &facts);
        assert_eq!(command.decide(&past, &at()), Err(Refusal::Already));
    }
}
