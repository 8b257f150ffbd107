//! Give a case to another officer without asking: the owner is away or has left.

use crate::{
    facts::{Fact, worker_stream},
    record::{Record, Refusal},
    words::CaseId,
};
use access::Command;
use kernel::{ActorId, SiteId, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Gives a case to another officer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AssignCase {
    /// The case.
    pub case: CaseId,
    /// The officer.
    pub to: ActorId,
}

impl Command for AssignCase {
    const NAME: &'static str = "assign_case";
    type State = Record;
    type Error = Refusal;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.case.into(), worker_stream(self.to)]
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        past.main().case.site_of_access()
    }

    fn decide(&self, past: &Past<Record>, at: &At) -> Result<Vec<Fact>, Refusal> {
        let case = &past.main().case;
        let on = case.ruled_by(at.actor)?;
        let to = past.of(worker_stream(self.to)).worker.as_ref().ok_or(Refusal::NoSuchColleague("to"))?;
        if case.owner == Some(self.to) {
            return Err(Refusal::Already);
        }
        if self.to == at.actor {
            return Err(Refusal::Oneself);
        }
        Ok(vec![Fact::CaseAssigned { on, owner: self.to, organisation: to.organisation.clone() }])
    }

    fn example() -> Self {
        let id = uuid::Uuid::from_u128;
        Self { case: id(20).into(), to: ActorId(id(99)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::tests_support::{at, boss, case, enters, stranger};
    use crate::words::CaseType;

    #[test]
    fn a_supervisor_gives_a_case_to_another_officer() {
        let command = AssignCase::example();
        let mut past = case(CaseType::Gbv, &[]);
        past.and_given(worker_stream(command.to), &[enters(command.to, false)]);
        assert_eq!(command.decide(&past, &at()), Err(Refusal::Oneself), "the owner does not");
        let facts = command.decide(&past, &boss()).unwrap();
        assert!(matches!(facts.as_slice(), [Fact::CaseAssigned { owner, .. }] if *owner == command.to));
        assert_eq!(command.decide(&past, &stranger()), Err(Refusal::NotFound));
    }
}
