//! Open a closed case again: something happened, or the person came back.

use crate::{
    case::CaseState,
    facts::Fact,
    record::{Record, Refusal},
    words::CaseId,
};
use access::{Command, Relation, Who};
use kernel::{SiteId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Opens a case again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReopenCase {
    /// The case.
    pub case: CaseId,
    /// Why.
    pub reason: Text<500>,
}

impl Command for ReopenCase {
    const NAME: &'static str = "reopen_case";
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
        let on = case.seen_by(at.actor)?;
        if !case.in_circle(at.actor) {
            return Err(Refusal::NotYours);
        }
        if case.state != CaseState::Closed {
            return Err(Refusal::Already);
        }
        Ok(vec![Fact::CaseReopened { on, reason: self.reason.clone() }])
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        Self { case: uuid::Uuid::from_u128(20).into(), reason: Text::parse("she came back alone").unwrap() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::tests_support::{at, case, on};
    use crate::words::CaseType;

    #[test]
    fn only_a_closed_case_is_opened_again() {
        let command = ReopenCase::example();
        assert_eq!(command.decide(&case(CaseType::Child, &[]), &at()), Err(Refusal::Already));
        let closed = Fact::ClosureRuled { on: on(), agreed: true, reason: None };
        assert!(command.decide(&case(CaseType::Child, &[closed]), &at()).is_ok());
    }
}
