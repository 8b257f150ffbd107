//! Escalate a referral whose clock ran out: whoever answers for referrals is called, once for each clock. That a clock ran out is
//! computed wherever it is shown; this fact is what the call leaves behind.

use super::{ReferralError, Sending, SendingId, clock};
use crate::{
    facts::Fact,
    record::{self, Record},
};
use access::{Command, Relation, Who};
use kernel::{Moment, Problem, ReferralId, SiteId, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Escalates a referral.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EscalateReferral {
    /// The referral.
    pub referral: ReferralId,
    /// Which sending.
    pub sending: SendingId,
}

/// Why a referral is not escalated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EscalateError {
    /// Nothing can be done to the referral.
    Referral(ReferralError),
    /// No clock has run out.
    InTime,
    /// It was escalated already.
    Already,
}

impl From<EscalateError> for Problem {
    fn from(error: EscalateError) -> Self {
        match error {
            EscalateError::Referral(error) => error.into(),
            EscalateError::InTime => Problem::conflict("RFR-030"),
            EscalateError::Already => Problem::conflict("RFR-031"),
        }
    }
}

/// The escalation that is due for a sending at `now`.
pub fn escalation(referral: ReferralId, sending: &Sending, now: Moment) -> Result<Fact, EscalateError> {
    let clock::ClockState::Overdue(clock, due) = clock::state_at(sending, now) else {
        return Err(EscalateError::InTime);
    };
    if sending.escalated.iter().any(|(escalated, _)| *escalated == clock) {
        return Err(EscalateError::Already);
    }
    Ok(Fact::ReferralEscalated { referral, sending: sending.id, clock, due })
}

impl Command for EscalateReferral {
    const NAME: &'static str = "escalate_referral";
    type State = Record;
    type Error = EscalateError;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.referral.into()]
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        past.main().referral.site
    }

    fn is_own(&self, past: &Past<Record>, relation: Relation, who: &Who) -> bool {
        record::is_own(past, relation, who, Some(self.referral), None)
    }

    fn decide(&self, past: &Past<Record>, at: &At) -> Result<Vec<Fact>, EscalateError> {
        let sending = past.main().referral.sending(self.sending).map_err(EscalateError::Referral)?;
        Ok(vec![escalation(self.referral, sending, at.now)?])
    }

    fn example() -> Self {
        let id = uuid::Uuid::from_u128;
        Self { referral: ReferralId(id(1)), sending: SendingId(id(4)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        case::tests_support::{accepted, at, consented, drafted, past_of, sending, sent},
        words::Clock,
    };

    #[test]
    fn each_clock_that_ran_out_is_escalated_once() {
        let mut given = [vec![drafted(), consented()], sent(1)].concat();
        let command = EscalateReferral { sending: sending(1), ..EscalateReferral::example() };
        let decide = |given: &[Fact], later_s: i64| {
            let mut at = at();
            at.now = at.now.plus_seconds(later_s);
            command.decide(&past_of(given), &at)
        };
        let three_days = 72 * 3600;
        assert_eq!(decide(&given, three_days), Err(EscalateError::InTime));
        let facts = decide(&given, three_days + 1).unwrap();
        assert!(matches!(facts[0], Fact::ReferralEscalated { clock: Clock::Answer, .. }));
        given.extend(facts);
        assert_eq!(decide(&given, three_days + 2), Err(EscalateError::Already));
        given.push(accepted(1));
        assert_eq!(decide(&given, three_days), Err(EscalateError::InTime));
        let facts = decide(&given, 30 * 24 * 3600).unwrap();
        assert!(matches!(facts[0], Fact::ReferralEscalated { clock: Clock::Outcome, .. }));
    }
}
