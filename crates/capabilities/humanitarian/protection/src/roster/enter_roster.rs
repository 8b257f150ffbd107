//! Say for which organisation you work, so that colleagues can hand a case over to you.

use super::entered;
use crate::{
    facts::{Fact, worker_stream},
    record::{Record, Refusal},
};
use access::Command;
use kernel::{StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Enters who asks as a case worker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EnterRoster {
    /// The name that colleagues see.
    pub name: Text<120>,
    /// The organisation.
    pub organisation: Text<120>,
}

impl Command for EnterRoster {
    const NAME: &'static str = "enter_roster";
    type State = Record;
    type Error = Refusal;

    fn streams(&self, at: &At) -> Vec<StreamId> {
        vec![worker_stream(at.actor)]
    }

    fn decide(&self, past: &Past<Record>, at: &At) -> Result<Vec<Fact>, Refusal> {
        entered(&self.name, &self.organisation, false, past, at)
    }

    #[expect(clippy::unwrap_used, reason = "constants, parsed in every test run")]
    fn example() -> Self {
        Self { name: Text::parse("Achta Djibrine").unwrap(), organisation: Text::parse("Red Cross of Chad").unwrap() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::tests_support::at;

    #[test]
    fn a_worker_enters_once_and_again_with_another_organisation() {
        let command = EnterRoster::example();
        let stream = worker_stream(at().actor);
        let facts = command.decide(&Past::given(stream, &[]), &at()).unwrap();
        assert!(matches!(facts.as_slice(), [Fact::WorkerEntered { supervises: false, .. }]));
        assert_eq!(command.decide(&Past::given(stream, &facts), &at()), Err(Refusal::Already));
        let other = EnterRoster { organisation: Text::parse("another").unwrap(), ..command };
        assert!(other.decide(&Past::given(stream, &facts), &at()).is_ok());
    }
}
