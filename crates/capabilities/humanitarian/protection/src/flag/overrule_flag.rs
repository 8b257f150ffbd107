//! Say why a flag is no reason to act. The needs it made somebody suspect are overruled with it; those that were confirmed stay.

use super::open_flag;
use crate::{
    facts::{Fact, FlagRef, file_stream},
    record::{Record, Refusal},
    words::NeedStatus,
};
use access::Command;
use kernel::{PersonId, SiteId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Overrules a flag.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OverruleFlag {
    /// The person.
    pub person: PersonId,
    /// The flag.
    pub flag: FlagRef,
    /// Why.
    pub reason: Text<500>,
}

impl Command for OverruleFlag {
    const NAME: &'static str = "overrule_flag";
    type State = Record;
    type Error = Refusal;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![file_stream(self.person)]
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        past.main().flags.get(&self.flag).map(|flag| flag.site)
    }

    fn decide(&self, past: &Past<Record>, at: &At) -> Result<Vec<Fact>, Refusal> {
        open_flag(past.main(), &self.flag, at.actor)?;
        let (person, reason) = (self.person, self.reason.clone());
        let suspected = past
            .main()
            .needs
            .iter()
            .filter(|(_, need)| need.flag.as_ref() == Some(&self.flag) && need.status == NeedStatus::Suspected);
        let overruled = suspected.map(|(need, _)| Fact::NeedMoved {
            person,
            need: *need,
            to: NeedStatus::Overruled,
            reason: Some(reason.clone()),
        });
        let flag = Fact::FlagOverruled { person, flag: self.flag.clone(), reason: reason.clone() };
        Ok(std::iter::once(flag).chain(overruled).collect())
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let id = uuid::Uuid::from_u128;
        let reason = Text::parse("the grandmother waits outside").unwrap();
        Self { person: PersonId(id(1)), flag: FlagRef::example(id(2)), reason }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::tests_support::{at, flag, need_of, past};

    #[test]
    fn the_needs_that_were_only_suspected_go_with_the_flag() {
        let command = OverruleFlag::example();
        let (raised, suspected) = (flag(command.person, &command.flag, false), need_of(command.person, &command.flag));
        let past = past(file_stream(command.person), &[raised, suspected]);
        let facts = command.decide(&past, &at()).unwrap();
        assert!(matches!(
            facts.as_slice(),
            [Fact::FlagOverruled { .. }, Fact::NeedMoved { to: NeedStatus::Overruled, .. }]
        ));
    }

    #[test]
    fn a_flag_that_is_not_there_is_not_overruled() {
        let command = OverruleFlag::example();
        assert_eq!(command.decide(&past(file_stream(command.person), &[]), &at()), Err(Refusal::NotFound));
    }
}
