//! Record what became of a referral. With it the referrer knows, and tells the person.

use super::{Looked, looked::with_note};
use crate::{
    case::{ReferralError, SendingId},
    facts::Fact,
    record::Record,
    words::{Outcome, Stage},
};
use access::{Command, Here, Relation, Who};
use kernel::{Problem, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Records an outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordOutcome {
    /// The sending.
    pub sending: SendingId,
    /// How it ended.
    pub outcome: Outcome,
    /// What the referrer should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text<800>>,
    #[serde(skip)]
    looked: Looked,
}

impl Command for RecordOutcome {
    const NAME: &'static str = "record_outcome";
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

    fn decide(&self, past: &Past<Record>, _: &At) -> Result<Vec<Fact>, ReferralError> {
        let (referral, state, _) = self.looked.going_to(past, self.sending, Stage::Done)?;
        let answer = Fact::OutcomeRecorded { referral, sending: self.sending, outcome: self.outcome };
        with_note(referral, state, self.sending, Stage::Done, self.note.as_ref(), answer)
    }

    fn example() -> Self {
        let sending = SendingId(uuid::Uuid::from_u128(4));
        Self {
            sending,
            outcome: Outcome::Helped,
            note: Text::parse("Seen twice; next visit in March").ok(),
            looked: Looked::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::tests_support::{
        accepted, at, consented, drafted, listed, organisation, past_with, referral, sending, sent,
    };

    #[test]
    fn a_referral_ends_once_and_only_after_it_was_taken() {
        let looked = Looked(Some((referral(), organisation())));
        let command = RecordOutcome { sending: sending(1), looked, ..RecordOutcome::example() };
        let mut given = [vec![drafted(), consented()], sent(1)].concat();
        let early = command.decide(&past_with(&given, &listed()), &at());
        assert_eq!(early, Err(ReferralError::Stage(Stage::Sent)));
        given.push(accepted(1));
        let facts = command.decide(&past_with(&given, &listed()), &at()).unwrap();
        given.extend(facts);
        let again = command.decide(&past_with(&given, &listed()), &at());
        assert_eq!(again, Err(ReferralError::Stage(Stage::Done)));
    }
}
