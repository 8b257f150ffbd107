//! Open a best-interests procedure for a child: why, and who answers for it. Only who works on it, who answers for it and the panel know
//! of it.

use super::Procedure;
use crate::{
    facts::{Fact, ProcedureRef},
    record::Refusal,
    words::Why,
};
use access::{Command, Here};
use kernel::{ActorId, PersonId, Problem, ProcedureId, SiteId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Opens a procedure; who asks works on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenProcedure {
    /// The child.
    pub child: PersonId,
    /// Why.
    pub why: Why,
    /// Why, in words.
    pub reason: Text<500>,
    /// Who answers for it: somebody else.
    pub supervisor: ActorId,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) site: Option<SiteId>,
}

impl Command for OpenProcedure {
    const NAME: &'static str = "open_procedure";
    type State = Procedure;
    type Error = Refusal;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        self.site = Some(people::person(here.sql, self.child)?.ok_or_else(Problem::not_found)?.site);
        Ok(())
    }

    fn streams(&self, at: &At) -> Vec<StreamId> {
        vec![at.id::<ProcedureId>(0).into()]
    }

    fn site(&self, _: &Past<Procedure>) -> Option<SiteId> {
        self.site
    }

    fn decide(&self, _: &Past<Procedure>, at: &At) -> Result<Vec<Fact>, Refusal> {
        let site = self.site.ok_or(Refusal::NotFound)?;
        if self.supervisor == at.actor {
            return Err(Refusal::Oneself("supervisor"));
        }
        let on = ProcedureRef { procedure: at.id(0), child: self.child };
        let (owner, supervisor) = (at.actor, self.supervisor);
        Ok(vec![Fact::ProcedureOpened { on, site, owner, supervisor, why: self.why, reason: self.reason.clone() }])
    }

    fn answer(&self, _: &[Fact], at: &At) -> Value {
        json!({ "procedure": at.id::<ProcedureId>(0) })
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let id = uuid::Uuid::from_u128;
        let reason = Text::parse("came alone, asks for her aunt").unwrap();
        Self { child: PersonId(id(30)), why: Why::Alone, reason, supervisor: ActorId(id(2)), site: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::procedure::tests_support::{boss, officer};

    #[test]
    fn who_opens_it_does_not_answer_for_it() {
        let command = OpenProcedure { site: officer().site, ..OpenProcedure::example() };
        let past = Past::given(officer().id::<ProcedureId>(0).into(), &[]);
        assert_eq!(command.decide(&past, &boss()), Err(Refusal::Oneself("supervisor")));
        assert!(matches!(command.decide(&past, &officer()).as_deref(), Ok([Fact::ProcedureOpened { .. }])));
    }
}
