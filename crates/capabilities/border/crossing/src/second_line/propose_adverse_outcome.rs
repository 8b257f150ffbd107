//! Propose an adverse outcome of second line, with its ground in law and in words. Nothing is decided until a second officer
//! agrees, and never against somebody who asks for protection.

use super::{
    reason::{AdverseReason, ReferralReason},
    state::Stage,
};
use crate::{facts::CrossingFact, known::Known};
use access::Command;
use kernel::{Problem, ReferralId, SiteId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// The command.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposeAdverseOutcome {
    /// The referral.
    pub referral: ReferralId,
    /// The ground.
    pub reason: AdverseReason,
    /// In the officer's words; the person may ask for it.
    pub note: Text<400>,
}

/// Why it may be refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProposeAdverseOutcomeError {
    /// There is no such referral here.
    NoReferral,
    /// It was decided before.
    Closed,
    /// The person asks for protection.
    Protected,
    /// An adverse outcome is proposed already.
    Already,
}

impl From<ProposeAdverseOutcomeError> for Problem {
    fn from(error: ProposeAdverseOutcomeError) -> Self {
        match error {
            ProposeAdverseOutcomeError::NoReferral => Problem::not_found(),
            ProposeAdverseOutcomeError::Closed => Problem::conflict("CRO-017"),
            ProposeAdverseOutcomeError::Protected => Problem::conflict("CRO-018"),
            ProposeAdverseOutcomeError::Already => Problem::conflict("CRO-027"),
        }
    }
}

impl Command for ProposeAdverseOutcome {
    const NAME: &'static str = "propose_adverse_outcome";
    type State = Known;
    type Error = ProposeAdverseOutcomeError;

    fn streams(&self, _at: &At) -> Vec<StreamId> {
        vec![self.referral.into()]
    }

    fn site(&self, past: &Past<Known>) -> Option<SiteId> {
        past.main().referral.as_ref().map(|referral| referral.site)
    }

    fn decide(&self, past: &Past<Known>, _at: &At) -> Result<Vec<CrossingFact>, ProposeAdverseOutcomeError> {
        let referral = past.main().referral.as_ref().ok_or(ProposeAdverseOutcomeError::NoReferral)?;
        match referral.stage {
            _ if referral.reason == ReferralReason::AsksForProtection => return Err(ProposeAdverseOutcomeError::Protected),
            Stage::Open => {}
            Stage::Proposed { .. } => return Err(ProposeAdverseOutcomeError::Already),
            Stage::Decided(_) | Stage::Adverse(_) => return Err(ProposeAdverseOutcomeError::Closed),
        }
        Ok(vec![CrossingFact::AdverseOutcomeProposed {
            referral: self.referral,
            crossing: referral.crossing,
            traveller: referral.traveller,
            reason: self.reason,
            note: self.note.clone(),
        }])
    }

    fn answer(&self, _facts: &[CrossingFact], _at: &At) -> Value {
        json!({ "referral": self.referral })
    }

    fn example() -> Self {
        crate::example::of(json!({
            "referral": "01900000-0000-7000-8000-000000000500", "reason": "no_valid_document", "note": "no visa, none at the post",
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        post::state::given::at,
        second_line::state::given::{opened, proposed, referral},
    };

    fn decide(given: &[CrossingFact]) -> Result<Vec<CrossingFact>, ProposeAdverseOutcomeError> {
        let command = ProposeAdverseOutcome { referral: referral(), ..ProposeAdverseOutcome::example() };
        command.decide(&Past::given(referral().into(), given), &at())
    }

    #[test]
    fn nobody_who_asks_for_protection_can_be_refused() {
        assert_eq!(decide(&[opened(ReferralReason::AsksForProtection)]), Err(ProposeAdverseOutcomeError::Protected));
    }

    #[test]
    fn a_proposal_waits_for_its_answer() {
        let open = opened(ReferralReason::NoPermit);
        assert!(matches!(decide(std::slice::from_ref(&open)).as_deref(), Ok([CrossingFact::AdverseOutcomeProposed { .. }])));
        assert_eq!(decide(&[open, proposed()]), Err(ProposeAdverseOutcomeError::Already));
        assert_eq!(decide(&[]), Err(ProposeAdverseOutcomeError::NoReferral));
    }
}
