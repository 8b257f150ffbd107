//! Ask to close a procedure, with its outcome; the supervisor rules on it.

use super::Procedure;
use crate::{
    facts::Fact,
    record::Refusal,
    words::{Outcome, Stage},
};
use access::{Command, Relation, Who};
use kernel::{ProcedureId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Asks to close a procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AskClosing {
    /// The procedure.
    pub procedure: ProcedureId,
    /// How it ended.
    pub outcome: Outcome,
    /// What was reached, and what is left to others.
    pub summary: Text<1000>,
}

impl Command for AskClosing {
    const NAME: &'static str = "ask_closing";
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
        let on = procedure.worked_by(at.actor)?;
        if procedure.owner != Some(at.actor) {
            return Err(Refusal::NotFound);
        }
        if procedure.stage() == Stage::Closing {
            return Err(Refusal::Already);
        }
        // Where the child is still here, what was decided is told first.
        let here = !matches!(self.outcome, Outcome::Left | Outcome::Died | Outcome::Transferred | Outcome::Adult);
        if here && procedure.stage() != Stage::FollowUp {
            return Err(Refusal::StillOpen);
        }
        Ok(vec![Fact::ClosingAsked { on, outcome: self.outcome, summary: self.summary.clone() }])
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let summary = Text::parse("lives with her mother, who was found").unwrap();
        Self { procedure: ProcedureId(uuid::Uuid::from_u128(20)), outcome: Outcome::Left, summary }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::procedure::tests_support::{boss, officer, on, past};

    #[test]
    fn a_procedure_closes_when_the_child_was_told_or_is_gone_and_the_supervisor_agrees() {
        let gone = AskClosing { procedure: on().procedure, ..AskClosing::example() };
        let cared_for = AskClosing { outcome: Outcome::CaredFor, ..gone.clone() };
        assert_eq!(cared_for.decide(&past(&[]), &officer()), Err(Refusal::StillOpen));
        assert_eq!(gone.decide(&past(&[]), &boss()), Err(Refusal::NotFound));
        let facts = gone.decide(&past(&[]), &officer()).unwrap();
        assert_eq!(past(&facts).main().stage(), Stage::Closing);
        assert_eq!(gone.decide(&past(&facts), &officer()), Err(Refusal::Already));
    }
}
