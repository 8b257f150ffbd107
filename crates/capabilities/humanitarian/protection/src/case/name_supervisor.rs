//! Name who answers for a case.

use crate::{
    facts::{Fact, worker_stream},
    record::{Record, Refusal},
    roster::supervisor,
    words::CaseId,
};
use access::{Command, Relation, Who};
use kernel::{ActorId, SiteId, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Names the supervisor of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NameSupervisor {
    /// The case.
    pub case: CaseId,
    /// The supervisor.
    pub supervisor: ActorId,
}

impl Command for NameSupervisor {
    const NAME: &'static str = "name_supervisor";
    type State = Record;
    type Error = Refusal;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.case.into(), worker_stream(self.supervisor)]
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        past.main().case.site_of_access()
    }

    fn is_own(&self, past: &Past<Record>, _: Relation, who: &Who) -> bool {
        past.main().case.in_circle(who.actor)
    }

    fn decide(&self, past: &Past<Record>, at: &At) -> Result<Vec<Fact>, Refusal> {
        let case = &past.main().case;
        // Whoever may see the case may be asked to find it a supervisor; who may ask is in the matrix.
        let on = case.seen_by(at.actor)?;
        if case.owner == Some(self.supervisor) {
            return Err(Refusal::Oneself);
        }
        if case.supervisor == Some(self.supervisor) {
            return Err(Refusal::Already);
        }
        supervisor(Some(self.supervisor), past)?;
        Ok(vec![Fact::SupervisorNamed { on, supervisor: self.supervisor }])
    }

    fn example() -> Self {
        let id = uuid::Uuid::from_u128;
        Self { case: id(20).into(), supervisor: ActorId(id(8)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::tests_support::{at, case, supervises};
    use crate::words::CaseType;

    #[test]
    fn the_supervisor_of_a_case_is_one_and_not_its_owner() {
        let command = NameSupervisor::example();
        let mut past = case(CaseType::Child, &[]);
        assert_eq!(command.decide(&past, &at()), Err(Refusal::NoSuchColleague("supervisor")));
        past.and_given(worker_stream(command.supervisor), &[supervises(command.supervisor)]);
        assert!(command.decide(&past, &at()).is_ok());
        let owner = NameSupervisor { supervisor: at().actor, ..command };
        assert_eq!(owner.decide(&past, &at()), Err(Refusal::Oneself));
    }
}
