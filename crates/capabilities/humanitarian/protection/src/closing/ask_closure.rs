//! Ask the supervisor to close a case, with its outcome.

use crate::{
    case::{CaseState, Decision},
    facts::Fact,
    record::{Record, Refusal},
    words::{CaseId, Outcome},
};
use access::{Command, Relation, Who};
use kernel::{SiteId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Asks to close a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AskClosure {
    /// The case.
    pub case: CaseId,
    /// How it ended.
    pub outcome: Outcome,
    /// What was reached and what was not.
    pub summary: Text<1000>,
}

impl Command for AskClosure {
    const NAME: &'static str = "ask_closure";
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
        let case = &past.main().case;
        let on = case.worked_by(at.actor)?;
        if case.state == CaseState::Closing {
            return Err(Refusal::Already);
        }
        let undecided = case.decisions.values().any(|decision| *decision == Decision::Proposed);
        if !case.actions.is_empty() || undecided || case.offer.is_some() {
            return Err(Refusal::StillOpen);
        }
        Ok(vec![Fact::ClosureAsked { on, outcome: self.outcome, summary: self.summary.clone() }])
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let summary = Text::parse("lives with her aunt and goes to school").unwrap();
        Self { case: uuid::Uuid::from_u128(20).into(), outcome: Outcome::Reached, summary }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::tests_support::{at, case, on};
    use crate::words::CaseType;

    #[test]
    fn a_case_is_not_closed_over_what_is_still_to_be_done() {
        let (what, due) = (Text::parse("visit").unwrap(), at().today());
        let planned = Fact::ActionPlanned { on: on(), action: uuid::Uuid::from_u128(30).into(), what, due };
        let command = AskClosure::example();
        assert_eq!(command.decide(&case(CaseType::Child, &[planned]), &at()), Err(Refusal::StillOpen));
        let facts = command.decide(&case(CaseType::Child, &[]), &at()).unwrap();
        assert_eq!(command.decide(&case(CaseType::Child, &facts), &at()), Err(Refusal::Already));
    }
}
