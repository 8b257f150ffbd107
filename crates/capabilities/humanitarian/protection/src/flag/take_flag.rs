//! Act on a flag: somebody looks after it from now on.

use super::open_flag;
use crate::{
    facts::{Fact, FlagRef, file_stream},
    record::{Record, Refusal},
};
use access::Command;
use kernel::{PersonId, SiteId, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Takes a flag up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TakeFlag {
    /// The person.
    pub person: PersonId,
    /// The flag.
    pub flag: FlagRef,
}

impl Command for TakeFlag {
    const NAME: &'static str = "take_flag";
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
        Ok(vec![Fact::FlagTaken { person: self.person, flag: self.flag.clone() }])
    }

    fn example() -> Self {
        let id = uuid::Uuid::from_u128;
        Self { person: PersonId(id(1)), flag: FlagRef::example(id(2)) }
    }
}

impl FlagRef {
    /// A flag for examples.
    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    pub(super) fn example(screening: uuid::Uuid) -> Self {
        Self { screening: screening.into(), rule: "unaccompanied".parse().unwrap() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::tests_support::{at, flag, past, stranger};

    #[test]
    fn a_flag_is_taken_once() {
        let command = TakeFlag::example();
        let raised = flag(command.person, &command.flag, false);
        let facts = command.decide(&past(file_stream(command.person), std::slice::from_ref(&raised)), &at()).unwrap();
        let taken = past(file_stream(command.person), &[raised, facts[0].clone()]);
        assert_eq!(command.decide(&taken, &at()), Err(Refusal::Already));
    }

    #[test]
    fn a_restricted_flag_does_not_exist_for_others() {
        let command = TakeFlag::example();
        let past = past(file_stream(command.person), &[flag(command.person, &command.flag, true)]);
        assert_eq!(command.decide(&past, &stranger()), Err(Refusal::NotFound));
        assert!(command.decide(&past, &at()).is_ok());
    }
}
