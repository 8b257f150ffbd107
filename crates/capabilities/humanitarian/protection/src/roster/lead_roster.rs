//! Say for which organisation you supervise, so that case workers can name you for their cases.

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

/// Enters who asks as a supervisor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LeadRoster {
    /// The name that colleagues see.
    pub name: Text<120>,
    /// The organisation.
    pub organisation: Text<120>,
}

impl Command for LeadRoster {
    const NAME: &'static str = "lead_roster";
    type State = Record;
    type Error = Refusal;

    fn streams(&self, at: &At) -> Vec<StreamId> {
        vec![worker_stream(at.actor)]
    }

    fn decide(&self, past: &Past<Record>, at: &At) -> Result<Vec<Fact>, Refusal> {
        entered(&self.name, &self.organisation, true, past, at)
    }

    #[expect(clippy::unwrap_used, reason = "constants, parsed in every test run")]
    fn example() -> Self {
        Self { name: Text::parse("Ruth Madjidene").unwrap(), organisation: Text::parse("Red Cross of Chad").unwrap() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::tests_support::at;

    #[test]
    fn a_supervisor_can_be_named_by_others() {
        let past = Past::given(worker_stream(at().actor), &[]);
        let facts = LeadRoster::example().decide(&past, &at()).unwrap();
        assert!(matches!(facts.as_slice(), [Fact::WorkerEntered { supervises: true, .. }]));
        let mut nowhere = at();
        nowhere.site = None;
        assert_eq!(LeadRoster::example().decide(&past, &nowhere), Err(Refusal::NoSite));
    }
}
