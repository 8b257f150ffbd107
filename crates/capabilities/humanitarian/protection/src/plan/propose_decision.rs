//! Put a decision about a person to the supervisor: a placement, a move, a best-interests decision.

use crate::{
    facts::Fact,
    record::{Record, Refusal},
    words::{CaseId, EntryId},
};
use access::{Command, Relation, Who};
use kernel::{SiteId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Proposes a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposeDecision {
    /// The case.
    pub case: CaseId,
    /// What is to be decided, and why.
    pub text: Text<1000>,
}

impl Command for ProposeDecision {
    const NAME: &'static str = "propose_decision";
    type State = Record;
    type Error = Refusal;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.case.into()]
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        past.main().case.site_of_access()
    }

    fn is_own(&self, past: &Past<Record>, _: Relation, who: &Who) -> bool {
        past.main().case.in_circle(who.actor)
    }

    fn decide(&self, past: &Past<Record>, at: &At) -> Result<Vec<Fact>, Refusal> {
        let on = past.main().case.worked_by(at.actor)?;
        Ok(vec![Fact::DecisionProposed { on, decision: at.id(0), text: self.text.clone() }])
    }

    fn answer(&self, _: &[Fact], at: &At) -> Value {
        json!({ "decision": at.id::<EntryId>(0) })
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let text = Text::parse("she moves to her aunt, who was visited twice").unwrap();
        Self { case: uuid::Uuid::from_u128(20).into(), text }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::tests_support::{at, case};
    use crate::{case::Decision, words::CaseType};

    #[test]
    fn a_decision_is_proposed_and_not_yet_made() {
        let facts = ProposeDecision::example().decide(&case(CaseType::Child, &[]), &at()).unwrap();
        let decisions = case(CaseType::Child, &facts).main().case.decisions.clone();
        assert_eq!(decisions.into_values().collect::<Vec<_>>(), [Decision::Proposed]);
    }
}
