//! Let a need expire whose day of review has passed.

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

/// Lets a need expire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExpireNeed {
    /// The person.
    pub person: PersonId,
    /// The need.
    pub need: NeedId,
    /// What was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text<500>>,
}

impl Command for ExpireNeed {
    const NAME: &'static str = "expire_need";
    type State = Record;
    type Error = Refusal;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![file_stream(self.person)]
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        site_of(past, self.need)
    }

    fn decide(&self, past: &Past<Record>, at: &At) -> Result<Vec<Fact>, Refusal> {
        if open_need(past, self.need, at)?.review_by > at.today() {
            return Err(Refusal::TooEarly);
        }
        Ok(moved(self.person, self.need, NeedStatus::Expired, self.reason.as_ref()))
    }

    fn example() -> Self {
        let id = uuid::Uuid::from_u128;
        Self { person: PersonId(id(1)), need: NeedId(id(3)), reason: Text::parse("she has left the site").ok() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{case::tests_support::at, need::state::tests::suspected};

    #[test]
    fn a_need_does_not_expire_before_its_review() {
        let (need, past) = suspected(ExpireNeed::example().person, &[]);
        let command = ExpireNeed { need, ..ExpireNeed::example() };
        assert_eq!(command.decide(&past, &at()), Err(Refusal::TooEarly));
        let mut later = at();
        later.now = later.now.plus_seconds(40 * 86_400);
        assert!(command.decide(&past, &later).is_ok());
    }
}
