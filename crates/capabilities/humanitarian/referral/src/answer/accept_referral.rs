//! Accept a referral: the organisation takes the person, and says by when help is expected if it knows.

use super::{Looked, looked::with_note};
use crate::{
    case::{ReferralError, SendingId, clock},
    facts::Fact,
    record::Record,
    words::Stage,
};
use access::{Command, Here, Relation, Who};
use kernel::{Date, Problem, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Accepts a referral.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptReferral {
    /// The sending.
    pub sending: SendingId,
    /// By when help is expected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<Date>,
    /// What the referrer should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text<800>>,
    #[serde(skip)]
    looked: Looked,
}

impl Command for AcceptReferral {
    const NAME: &'static str = "accept_referral";
    type State = Record;
    type Error = ReferralError;

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

    fn decide(&self, past: &Past<Record>, at: &At) -> Result<Vec<Fact>, ReferralError> {
        let (referral, state, sending) = self.looked.going_to(past, self.sending, Stage::Accepted)?;
        let expected = self.expected;
        let outcome_due = clock::outcome_due(sending.priority, at.when().1, expected, at.utc_offset_minutes);
        let answer = Fact::ReferralAccepted { referral, sending: self.sending, expected, outcome_due };
        with_note(referral, state, self.sending, Stage::Accepted, self.note.as_ref(), answer)
    }

    fn example() -> Self {
        let sending = SendingId(uuid::Uuid::from_u128(4));
        Self {
            sending,
            expected: "2026-11-30".parse().ok(),
            note: Text::parse("Comes on Monday").ok(),
            looked: Looked::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::tests_support::{
        at, consented, drafted, listed, organisation, past_with, referral, sending, sent,
    };

    #[test]
    fn with_a_yes_the_outcome_is_owed_from_the_day_on_which_help_is_expected() {
        let looked = Looked(Some((referral(), organisation())));
        let command = AcceptReferral { sending: sending(1), looked, ..AcceptReferral::example() };
        let given = [vec![drafted(), consented()], sent(1)].concat();
        let facts = command.decide(&past_with(&given, &listed()), &at()).unwrap();
        let past = past_with(&[given, facts].concat(), &listed());
        let sending = past.main().referral.last().unwrap();
        let three_days_after: Option<kernel::Moment> = "2026-12-04T00:00:00Z".parse().ok();
        assert_eq!((sending.outcome_due, sending.notes.len()), (three_days_after, 1));
    }
}
