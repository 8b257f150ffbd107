//! Agree to a decision that a case worker proposed, or not, and say why.

use crate::{
    case::Decision,
    facts::Fact,
    record::{Record, Refusal},
    words::{CaseId, EntryId},
};
use access::Command;
use kernel::{SiteId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Rules on a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleOnDecision {
    /// The case.
    pub case: CaseId,
    /// The decision.
    pub decision: EntryId,
    /// Whether it is agreed to.
    pub agreed: bool,
    /// Why; needed for a no.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text<500>>,
}

impl Command for RuleOnDecision {
    const NAME: &'static str = "rule_on_decision";
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
        match case.decisions.get(&self.decision) {
            None => return Err(Refusal::NotFound),
            Some(Decision::Ruled) => return Err(Refusal::Already),
            Some(Decision::Proposed) if !self.agreed && self.reason.is_none() => return Err(Refusal::Why),
            Some(Decision::Proposed) => {}
        }
        let reason = self.reason.clone();
        Ok(vec![Fact::DecisionRuled { on, decision: self.decision, agreed: self.agreed, reason }])
    }

    fn example() -> Self {
        let id = uuid::Uuid::from_u128;
        Self {
            case: id(20).into(),
            decision: id(31).into(),
            agreed: true,
            reason: Text::parse("as the panel said").ok(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::tests_support::{at, boss, case, on};
    use crate::words::CaseType;

    #[test]
    fn a_second_person_rules_once_and_says_why_not() {
        let command = RuleOnDecision::example();
        let text = Text::parse("t").unwrap();
        let proposed = Fact::DecisionProposed { on: on(), decision: command.decision, text };
        let past = case(CaseType::Gbv, std::slice::from_ref(&proposed));
        assert_eq!(command.decide(&past, &at()), Err(Refusal::Oneself));
        let no = RuleOnDecision { agreed: false, reason: None, ..command.clone() };
        assert_eq!(no.decide(&past, &boss()), Err(Refusal::Why));
        let facts = command.decide(&past, &boss()).unwrap();
        let ruled = case(CaseType::Gbv, &[proposed, facts[0].clone()]);
        assert_eq!(command.decide(&ruled, &boss()), Err(Refusal::Already));
    }
}
