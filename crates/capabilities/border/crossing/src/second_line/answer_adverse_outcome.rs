//! Answer, as a second officer, the proposal of an adverse outcome: only both together decide it. Who proposed it cannot
//! answer it.

use super::state::Stage;
use crate::{facts::CrossingFact, known::Known};
use access::Command;
use kernel::{Problem, ReferralId, SiteId, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// The command.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerAdverseOutcome {
    /// The referral.
    pub referral: ReferralId,
    /// Whether the second officer agrees; otherwise the referral is open again.
    pub agreed: bool,
}

/// Why it may be refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnswerAdverseOutcomeError {
    /// There is no such referral here.
    NoReferral,
    /// Nothing is proposed.
    NoProposal,
    /// The same officer proposed it.
    SameOfficer,
}

impl From<AnswerAdverseOutcomeError> for Problem {
    fn from(error: AnswerAdverseOutcomeError) -> Self {
        match error {
            AnswerAdverseOutcomeError::NoReferral => Problem::not_found(),
            AnswerAdverseOutcomeError::NoProposal => Problem::conflict("CRO-020"),
            AnswerAdverseOutcomeError::SameOfficer => Problem::refused("CRO-019"),
        }
    }
}

impl Command for AnswerAdverseOutcome {
    const NAME: &'static str = "answer_adverse_outcome";
    type State = Known;
    type Error = AnswerAdverseOutcomeError;

    fn streams(&self, _at: &At) -> Vec<StreamId> {
        vec![self.referral.into()]
    }

    fn site(&self, past: &Past<Known>) -> Option<SiteId> {
        past.main().referral.as_ref().map(|referral| referral.site)
    }

    fn decide(&self, past: &Past<Known>, at: &At) -> Result<Vec<CrossingFact>, AnswerAdverseOutcomeError> {
        let referral = past.main().referral.as_ref().ok_or(AnswerAdverseOutcomeError::NoReferral)?;
        match referral.stage {
            Stage::Proposed { by, .. } if by == at.actor => return Err(AnswerAdverseOutcomeError::SameOfficer),
            Stage::Proposed { .. } => {}
            _ => return Err(AnswerAdverseOutcomeError::NoProposal),
        }
        Ok(vec![CrossingFact::AdverseOutcomeAnswered {
            referral: self.referral,
            crossing: referral.crossing,
            traveller: referral.traveller,
            agreed: self.agreed,
        }])
    }

    fn answer(&self, _facts: &[CrossingFact], _at: &At) -> Value {
        json!({ "referral": self.referral })
    }

    fn example() -> Self {
        crate::example::of(json!({ "referral": "01900000-0000-7000-8000-000000000500", "agreed": true }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        post::state::given::at,
        second_line::{
            reason::ReferralReason,
            state::given::{colleague, opened, proposed, referral},
        },
    };

    fn decide(given: &[CrossingFact], at: &At, agreed: bool) -> Result<Vec<CrossingFact>, AnswerAdverseOutcomeError> {
        AnswerAdverseOutcome { referral: referral(), agreed }.decide(&Past::given(referral().into(), given), at)
    }

    #[test]
    fn an_adverse_outcome_needs_two_officers() {
        let given = [opened(ReferralReason::NoPermit), proposed()];
        assert_eq!(decide(&given, &at(), true), Err(AnswerAdverseOutcomeError::SameOfficer));
        let answered = decide(&given, &colleague(), true).unwrap();
        let past = Past::<Known>::given(referral().into(), &[given.as_slice(), answered.as_slice()].concat());
        assert!(matches!(past.main().referral.as_ref().unwrap().stage, Stage::Adverse(_)));
    }

    #[test]
    fn a_second_officer_who_disagrees_opens_it_again() {
        let given = [opened(ReferralReason::NoPermit), proposed()];
        let answered = decide(&given, &colleague(), false).unwrap();
        let again = [given.as_slice(), answered.as_slice()].concat();
        assert_eq!(decide(&again, &colleague(), true), Err(AnswerAdverseOutcomeError::NoProposal));
    }
}
