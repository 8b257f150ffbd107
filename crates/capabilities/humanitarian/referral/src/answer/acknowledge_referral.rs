//! Acknowledge a referral: the organisation has seen it. This is not yet an answer.

use super::Looked;
use crate::{
    case::{ReferralError, SendingId},
    facts::Fact,
    record::Record,
    words::Stage,
};
use access::{Command, Here, Relation, Who};
use kernel::{Problem, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Acknowledges a referral.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AcknowledgeReferral {
    /// The sending.
    pub sending: SendingId,
    #[serde(skip)]
    looked: Looked,
}

impl Command for AcknowledgeReferral {
    const NAME: &'static str = "acknowledge_referral";
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
        let (referral, ..) = self.looked.going_to(past, self.sending, Stage::Acknowledged)?;
        Ok(vec![Fact::ReferralAcknowledged { referral, sending: self.sending }])
    }

    fn example() -> Self {
        let sending = SendingId(uuid::Uuid::from_u128(4));
        Self { sending, looked: Looked::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::tests_support::{
        at, consented, drafted, listed, organisation, past_with, referral, sending, sent,
    };

    #[test]
    fn a_referral_is_seen_once_and_that_is_no_answer() {
        let looked = Looked(Some((referral(), organisation())));
        let command = AcknowledgeReferral { sending: sending(1), looked };
        let mut given = [vec![drafted(), consented()], sent(1)].concat();
        let facts = command.decide(&past_with(&given, &listed()), &at()).unwrap();
        given.extend(facts);
        let past = past_with(&given, &listed());
        assert_eq!(past.main().referral.last().map(|s| (s.stage, s.answered)), Some((Stage::Acknowledged, None)));
        assert_eq!(command.decide(&past, &at()), Err(ReferralError::Stage(Stage::Acknowledged)));
    }
}
