//! Write what was decided for the child, after the panel was heard, and when it is looked at again. Opinions that differ stay beside it.

use crate::{facts::Fact, procedure::Procedure, record::Refusal, words::Stage};
use access::{Command, Relation, Who};
use kernel::{Date, ProcedureId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Writes a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TakeDecision {
    /// The procedure.
    pub procedure: ProcedureId,
    /// What was decided, and why.
    pub text: Text<2000>,
    /// When it is looked at again.
    pub review_by: Date,
}

impl Command for TakeDecision {
    const NAME: &'static str = "take_decision";
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
        match procedure.stage() {
            Stage::Decide => {}
            Stage::Tell | Stage::FollowUp => return Err(Refusal::Already),
            _ => return Err(Refusal::NotYet),
        }
        if self.review_by < at.today() {
            return Err(Refusal::Day("review_by"));
        }
        Ok(vec![Fact::DecisionTaken { on, text: self.text.clone(), review_by: self.review_by }])
    }

    #[expect(clippy::unwrap_used, reason = "constants, parsed in every test run")]
    fn example() -> Self {
        let text = Text::parse("she lives with her aunt; the search for her mother goes on").unwrap();
        Self { procedure: ProcedureId(uuid::Uuid::from_u128(20)), text, review_by: "2099-12-01".parse().unwrap() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        procedure::tests_support::{assessed, boss, on, past, text, who},
        words::Opinion,
    };

    #[test]
    fn nothing_is_decided_before_everybody_was_heard() {
        let called = Fact::PanelCalled { on: on(), members: [who(7), who(8)].into(), day: boss().today() };
        let says =
            |member, opinion| Fact::OpinionGiven { on: on(), member: who(member), opinion, text: Some(text("t")) };
        let decided = |then: &[Fact]| {
            let command = TakeDecision { procedure: on().procedure, ..TakeDecision::example() };
            let given = [assessed(true).to_vec(), vec![called.clone()], then.to_vec()].concat();
            command.decide(&past(&given), &boss()).map(|facts| facts.len())
        };
        let one = says(7, Opinion::Differs);
        assert_eq!(decided(std::slice::from_ref(&one)), Err(Refusal::NotYet));
        assert_eq!(decided(&[one, says(8, Opinion::StandsAside)]), Ok(1));
        assert_eq!(decided(&[7, 8].map(|member| says(member, Opinion::StandsAside))), Err(Refusal::NotYet));
    }
}
