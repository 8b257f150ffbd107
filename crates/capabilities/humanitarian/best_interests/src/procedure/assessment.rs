//! Write down what is known of the child, what it wants, what can be done and what is recommended; the supervisor rules on it. Written
//! again, it waits for the supervisor again.

use super::Procedure;
use crate::{facts::Fact, record::Refusal};
use access::{Command, Relation, Who};
use kernel::{ProcedureId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What is known and recommended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Assessment {
    /// What the child says and wants, or shows where it is too young to say.
    pub child: Text<2000>,
    /// Parents, relatives, who cares now; what tracing found.
    pub family: Text<2000>,
    /// Dangers and what protects.
    pub safety: Text<2000>,
    /// What could be done, with what speaks for and against.
    pub options: Text<2000>,
    /// What is recommended.
    pub recommendation: Text<2000>,
    /// Whether a panel decides.
    #[serde(default)]
    pub panel: bool,
}

/// Writes an assessment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WriteAssessment {
    /// The procedure.
    pub procedure: ProcedureId,
    /// What is known and recommended.
    pub assessment: Assessment,
}

impl Command for WriteAssessment {
    const NAME: &'static str = "write_assessment";
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
        // What a panel already decided on stays what it decided on.
        if procedure.decision.is_some() {
            return Err(Refusal::Already);
        }
        // Whoever writes it does not rule on it.
        if procedure.owner != Some(at.actor) {
            return Err(Refusal::NotFound);
        }
        Ok(vec![Fact::AssessmentWritten { on, assessment: self.assessment.clone() }])
    }

    fn example() -> Self {
        Self { procedure: ProcedureId(uuid::Uuid::from_u128(20)), assessment: Assessment::example() }
    }
}

impl Assessment {
    #[expect(clippy::unwrap_used, reason = "constants, parsed in every test run")]
    pub(crate) fn example() -> Self {
        let text = |text| Text::parse(text).unwrap();
        Self {
            child: text("wants to stay with her aunt, and to go to school"),
            family: text("aunt in the camp; mother not found yet"),
            safety: text("no danger seen at the aunt's"),
            options: text("aunt, or the women's house for now"),
            recommendation: text("to live with her aunt"),
            panel: true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::procedure::tests_support::{boss, officer, on, past};

    #[test]
    fn the_officer_writes_it_and_nobody_who_rules_on_it() {
        let command = WriteAssessment { procedure: on().procedure, ..WriteAssessment::example() };
        assert!(matches!(command.decide(&past(&[]), &officer()).as_deref(), Ok([Fact::AssessmentWritten { .. }])));
        assert_eq!(command.decide(&past(&[]), &boss()), Err(Refusal::NotFound));
    }
}
