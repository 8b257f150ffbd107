//! Agree that a case is closed, or say why it is not.

use crate::{
    case::CaseState,
    facts::Fact,
    record::{Record, Refusal},
    words::CaseId,
};
use access::Command;
use kernel::{SiteId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Rules on a closure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleOnClosure {
    /// The case.
    pub case: CaseId,
    /// Whether it is agreed to.
    pub agreed: bool,
    /// Why; needed for a no.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text<500>>,
}

impl Command for RuleOnClosure {
    const NAME: &'static str = "rule_on_closure";
    type State = Record;
    type Error = Refusal;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.case.into()]
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        past.main().case.site_of_access()
    }

    fn decide(&self, past: &Past<Record>, at: &At) -> Result<Vec<Fact>, Refusal> {
        let case = &past.main().case;
        let on = case.ruled_by(at.actor)?;
        if case.state != CaseState::Closing {
            return Err(Refusal::Already);
        }
        if !self.agreed && self.reason.is_none() {
            return Err(Refusal::Why);
        }
        Ok(vec![Fact::ClosureRuled { on, agreed: self.agreed, reason: self.reason.clone() }])
    }

    fn example() -> Self {
        Self { case: uuid::Uuid::from_u128(20).into(), agreed: true, reason: Text::parse("well done").ok() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::tests_support::{at, boss, case, on};
    use crate::words::CaseType;

    #[test]
    fn a_second_person_closes_what_the_owner_asked_to_close() {
        let command = RuleOnClosure::example();
        assert_eq!(command.decide(&case(CaseType::Gbv, &[]), &boss()), Err(Refusal::Already));
        let (outcome, summary) = (crate::words::Outcome::Reached, Text::parse("s").unwrap());
        let asked = case(CaseType::Gbv, &[Fact::ClosureAsked { on: on(), outcome, summary }]);
        assert_eq!(command.decide(&asked, &at()), Err(Refusal::Oneself));
        assert!(command.decide(&asked, &boss()).is_ok());
        let no = RuleOnClosure { agreed: false, reason: None, ..command };
        assert_eq!(no.decide(&asked, &boss()), Err(Refusal::Why));
    }
}
