//! Give a procedure to another officer, who goes on with it. Who had it knows no more of it.

use super::Procedure;
use crate::{facts::Fact, record::Refusal};
use access::{Command, Relation, Who};
use kernel::{ActorId, ProcedureId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Gives a procedure to another officer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GiveProcedure {
    /// The procedure.
    pub procedure: ProcedureId,
    /// To whom.
    pub to: ActorId,
    /// Why.
    pub reason: Text<500>,
}

impl Command for GiveProcedure {
    const NAME: &'static str = "give_procedure";
    type State = Procedure;
    type Error = Refusal;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.procedure.into()]
    }

    fn is_own(&self, past: &Past<Procedure>, _: Relation, who: &Who) -> bool {
        past.main().is_known_to(who.actor)
    }

    fn decide(&self, past: &Past<Procedure>, at: &At) -> Result<Vec<Fact>, Refusal> {
        let procedure = past.main();
        let on = procedure.ruled_by(at.actor)?;
        if procedure.owner == Some(self.to) {
            return Err(Refusal::Already);
        }
        let judges = procedure.panel.as_ref().is_some_and(|panel| panel.members.contains_key(&self.to));
        if procedure.supervisor == Some(self.to) || judges {
            return Err(Refusal::Oneself("to"));
        }
        Ok(vec![Fact::ProcedureGiven { on, owner: self.to, reason: self.reason.clone() }])
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let id = uuid::Uuid::from_u128;
        Self { procedure: ProcedureId(id(20)), to: ActorId(id(9)), reason: Text::parse("she is on leave").unwrap() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::procedure::tests_support::{boss, officer, on, past};

    #[test]
    fn the_supervisor_gives_it_to_somebody_who_does_not_rule_on_it() {
        let command = GiveProcedure { procedure: on().procedure, ..GiveProcedure::example() };
        assert_eq!(command.decide(&past(&[]), &officer()), Err(Refusal::NotFound));
        let facts = command.decide(&past(&[]), &boss()).unwrap();
        assert!(!past(&facts).main().is_known_to(officer().actor));
        let oneself = GiveProcedure { to: boss().actor, ..command };
        assert_eq!(oneself.decide(&past(&[]), &boss()), Err(Refusal::Oneself("to")));
    }
}
