//! Record an adverse outcome of second line, with its ground in law and in words. It takes two officers (the permission says
//! so, and the gate waits for the second), and is never possible against somebody who asks for protection.

use super::reason::{AdverseReason, ReferralReason};
use crate::command::{At, Command, CrossingFact, Deserialize, Here, JsonSchema, Known, Past, Serialize, Value, json};
use crate::views;
use kernel::{Problem, ReferralId, SiteId, StreamId, Text};

/// The command.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordAdverseOutcome {
    /// The referral.
    pub referral: ReferralId,
    /// The ground.
    pub reason: AdverseReason,
    /// In the officer's words; the person may ask for it.
    pub note: Text<400>,
    /// Whether this person asked for protection, or was handed over, at this crossing; from [`Command::look`].
    #[serde(skip)]
    protected: bool,
}

refusals! {
    /// Why it may be refused.
    RecordAdverseOutcomeError {
        /// There is no such referral here.
        NoReferral => Problem::not_found(),
        /// It was decided before.
        Closed => Problem::conflict("CRO-017"),
        /// The person asks for protection.
        Protected => Problem::conflict("CRO-018"),
        /// No second officer has agreed.
        Alone => Problem::refused("CRO-019"),
    }
}

impl Command for RecordAdverseOutcome {
    const NAME: &'static str = "record_adverse_outcome";
    type State = Known;
    type Error = RecordAdverseOutcomeError;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        self.protected = views::second_line::is_protected(here.sql, self.referral)?;
        Ok(())
    }

    fn streams(&self, _at: &At) -> Vec<StreamId> {
        vec![self.referral.into()]
    }

    fn site(&self, past: &Past<Known>) -> Option<SiteId> {
        past.main().referral.as_ref().map(|referral| referral.site)
    }

    fn decide(&self, past: &Past<Known>, at: &At) -> Result<Vec<CrossingFact>, RecordAdverseOutcomeError> {
        let referral = past.main().referral.as_ref().ok_or(RecordAdverseOutcomeError::NoReferral)?;
        if self.protected || referral.reason == ReferralReason::AsksForProtection {
            return Err(RecordAdverseOutcomeError::Protected);
        }
        if !referral.stage.is_open() {
            return Err(RecordAdverseOutcomeError::Closed);
        }
        // The gate asks for the second person by the permission; a permission edited by mistake must not let one act alone.
        let approved_by = at.approved_by.filter(|by| *by != at.actor).ok_or(RecordAdverseOutcomeError::Alone)?;
        Ok(vec![CrossingFact::AdverseOutcomeRecorded {
            referral: self.referral,
            crossing: referral.crossing,
            traveller: referral.traveller,
            reason: self.reason,
            note: self.note.clone(),
            approved_by,
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
        second_line::state::given::{colleague, opened, referral},
    };

    fn decide(given: &[CrossingFact], at: &At) -> Result<Vec<CrossingFact>, RecordAdverseOutcomeError> {
        let command = RecordAdverseOutcome { referral: referral(), ..RecordAdverseOutcome::example() };
        command.decide(&Past::given(referral().into(), given), at)
    }

    fn approved() -> At {
        let mut at = at();
        at.approved_by = Some(colleague());
        at
    }

    #[test]
    fn nobody_who_asks_for_protection_can_be_refused() {
        let asks = [opened(ReferralReason::AsksForProtection)];
        assert_eq!(decide(&asks, &approved()), Err(RecordAdverseOutcomeError::Protected));
        let earlier = RecordAdverseOutcome { referral: referral(), protected: true, ..RecordAdverseOutcome::example() };
        let past = Past::given(referral().into(), &[opened(ReferralReason::Goods)]);
        assert_eq!(earlier.decide(&past, &approved()), Err(RecordAdverseOutcomeError::Protected));
    }

    #[test]
    fn an_adverse_outcome_needs_two_officers() {
        let open = [opened(ReferralReason::NoPermit)];
        assert_eq!(decide(&open, &at()), Err(RecordAdverseOutcomeError::Alone));
        let mut oneself = at();
        oneself.approved_by = Some(oneself.actor);
        assert_eq!(decide(&open, &oneself), Err(RecordAdverseOutcomeError::Alone));
        assert!(matches!(decide(&open, &approved()).as_deref(), Ok([CrossingFact::AdverseOutcomeRecorded { .. }])));
    }

    #[test]
    fn it_is_recorded_once() {
        let open = opened(ReferralReason::NoPermit);
        let once = decide(std::slice::from_ref(&open), &approved()).unwrap().remove(0);
        assert_eq!(decide(&[open, once], &approved()), Err(RecordAdverseOutcomeError::Closed));
        assert_eq!(decide(&[], &approved()), Err(RecordAdverseOutcomeError::NoReferral));
    }
}
