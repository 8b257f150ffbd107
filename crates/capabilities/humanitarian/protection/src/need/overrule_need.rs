//! Say why a need is none. The reason stays with it.

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

/// Overrules a need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OverruleNeed {
    /// The person.
    pub person: PersonId,
    /// The need.
    pub need: NeedId,
    /// Why.
    pub reason: Text<500>,
}

impl Command for OverruleNeed {
    const NAME: &'static str = "overrule_need";
    type State = Record;
    type Error = Refusal;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![file_stream(self.person)]
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        site_of(past, self.need)
    }

    fn decide(&self, past: &Past<Record>, at: &At) -> Result<Vec<Fact>, Refusal> {
        open_need(past, self.need, at)?;
        Ok(moved(self.person, self.need, NeedStatus::Overruled, Some(&self.reason)))
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let id = uuid::Uuid::from_u128;
        Self { person: PersonId(id(1)), need: NeedId(id(3)), reason: Text::parse("it was another child").unwrap() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{case::tests_support::at, need::state::tests::suspected};

    #[test]
    fn the_reason_stays_with_what_was_overruled() {
        let (need, past) = suspected(OverruleNeed::example().person, &[]);
        let command = OverruleNeed { need, ..OverruleNeed::example() };
        let facts = command.decide(&past, &at()).unwrap();
        assert!(matches!(&facts[0], Fact::NeedMoved { reason: Some(reason), .. } if *reason == command.reason));
    }
}
