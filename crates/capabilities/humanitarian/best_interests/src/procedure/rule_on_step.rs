//! Rule on a step that waits for the supervisor: the assessment, a caregiver, the closing.

use super::Procedure;
use crate::{facts::Fact, record::Refusal};
use access::{Command, Relation, Who};
use kernel::{ProcedureId, StepId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A step on which the supervisor rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// The assessment.
    Assessment,
    /// A caregiver who was checked.
    Caregiver(StepId),
    /// The closing.
    Closing,
}

/// Rules on a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleOnStep {
    /// The procedure.
    pub procedure: ProcedureId,
    /// Which step.
    pub step: Step,
    /// Yes or no.
    pub agreed: bool,
    /// Why; needed for a no.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text<500>>,
}

impl Command for RuleOnStep {
    const NAME: &'static str = "rule_on_step";
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
        let waits = match &self.step {
            Step::Assessment => procedure.assessment.as_ref().map(|heard| heard.ruling.is_none()),
            Step::Closing => procedure.closing.as_ref().map(|heard| heard.ruling.is_none()),
            Step::Caregiver(id) => procedure.caregivers.get(id).map(|caregiver| caregiver.check.ruling.is_none()),
        };
        if !waits.ok_or(Refusal::NotYet)? {
            return Err(Refusal::Already);
        }
        if !self.agreed && self.reason.is_none() {
            return Err(Refusal::Why("reason"));
        }
        Ok(vec![Fact::StepRuled { on, step: self.step.clone(), agreed: self.agreed, reason: self.reason.clone() }])
    }

    fn example() -> Self {
        let procedure = ProcedureId(uuid::Uuid::from_u128(20));
        Self { procedure, step: Step::Assessment, agreed: false, reason: Text::parse("the aunt was not asked").ok() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::procedure::tests_support::{assessed, boss, officer, on, past};

    #[test]
    fn the_supervisor_rules_once_and_a_no_has_a_reason() {
        let no = RuleOnStep { procedure: on().procedure, ..RuleOnStep::example() };
        let [written, agreed] = assessed(true);
        assert_eq!(no.decide(&past(&[]), &boss()), Err(Refusal::NotYet));
        assert_eq!(no.decide(&past(std::slice::from_ref(&written)), &officer()), Err(Refusal::NotFound));
        let silent = RuleOnStep { reason: None, ..no.clone() };
        assert_eq!(silent.decide(&past(std::slice::from_ref(&written)), &boss()), Err(Refusal::Why("reason")));
        assert!(no.decide(&past(std::slice::from_ref(&written)), &boss()).is_ok());
        assert_eq!(no.decide(&past(&[written, agreed]), &boss()), Err(Refusal::Already));
    }
}
