//! Decline a referral, with the reason, so that it can go elsewhere at once. What was sent is no longer shown to the organisation.

use super::{Looked, looked::with_note};
use crate::{
    case::{ReferralError, SendingId},
    facts::Fact,
    record::Record,
    words::{Decline, Stage},
};
use access::{Command, Here, Relation, Who};
use kernel::{Problem, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Declines a referral.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclineReferral {
    /// The sending.
    pub sending: SendingId,
    /// Why.
    pub why: Decline,
    /// What the referrer should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text<800>>,
    #[serde(skip)]
    looked: Looked,
}

/// Why a referral is not declined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeclineError {
    /// Nothing can be done to the referral.
    Referral(ReferralError),
    /// Another reason needs words.
    NoWords,
}

impl From<DeclineError> for Problem {
    fn from(error: DeclineError) -> Self {
        match error {
            DeclineError::Referral(error) => error.into(),
            DeclineError::NoWords => Problem::field("note", "RFR-016"),
        }
    }
}

impl Command for DeclineReferral {
    const NAME: &'static str = "decline_referral";
    type State = Record;
    type Error = DeclineError;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        self.looked = Looked::up(here.sql, self.sending)?;
        Ok(())
    }

    fn streams(&self, _: &At) -> Vec<StreamId> {
        self.looked.streams()
    }

    fn is_own(&self, past: &Past<Record>, relation: Relation, who: &Who) -> bool {
        self.looked.is_own(past, relation, who)
    }

    fn decide(&self, past: &Past<Record>, _: &At) -> Result<Vec<Fact>, DeclineError> {
        let going = self.looked.going_to(past, self.sending, Stage::Declined);
        let (referral, state, _) = going.map_err(DeclineError::Referral)?;
        if self.why == Decline::Other && self.note.is_none() {
            return Err(DeclineError::NoWords);
        }
        let answer = Fact::ReferralDeclined { referral, sending: self.sending, why: self.why };
        with_note(referral, state, self.sending, Stage::Declined, self.note.as_ref(), answer)
            .map_err(DeclineError::Referral)
    }

    fn example() -> Self {
        let sending = SendingId(uuid::Uuid::from_u128(4));
        Self {
            sending,
            why: Decline::Full,
            note: Text::parse("Places again on Thursday").ok(),
            looked: Looked::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        answer::AcceptReferral,
        case::tests_support::{
            accepted, at, consented, drafted, listed, organisation, past_with, referral, sending, sent,
        },
    };

    fn command(why: Decline, note: Option<&str>) -> DeclineReferral {
        let looked = Looked(Some((referral(), organisation())));
        DeclineReferral { sending: sending(1), why, note: note.and_then(|text| Text::parse(text).ok()), looked }
    }

    #[test]
    fn a_no_has_a_reason_and_another_reason_has_words() {
        let given = [vec![drafted(), consented()], sent(1)].concat();
        let past = past_with(&given, &listed());
        assert_eq!(command(Decline::Full, None).decide(&past, &at()).map(|facts| facts.len()), Ok(1));
        assert_eq!(command(Decline::Other, None).decide(&past, &at()), Err(DeclineError::NoWords));
        assert_eq!(command(Decline::Other, Some("Closed for good")).decide(&past, &at()).map(|f| f.len()), Ok(2));
    }

    #[test]
    fn who_was_taken_is_not_declined_afterwards() {
        let given = [vec![drafted(), consented()], sent(1), vec![accepted(1)]].concat();
        let past = past_with(&given, &listed());
        let over = DeclineError::Referral(ReferralError::Stage(Stage::Accepted));
        assert_eq!(command(Decline::Full, None).decide(&past, &at()), Err(over));
        let again = AcceptReferral::example();
        assert_eq!(again.decide(&past, &at()), Err(ReferralError::NotFound));
    }
}
