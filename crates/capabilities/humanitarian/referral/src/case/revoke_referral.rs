//! Take a referral back. The organisation no longer sees what it said; what it already did stays counted. A referral that was taken
//! back can be sent elsewhere, as long as consent or basis holds.

use super::{Referral, ReferralError};
use crate::{
    facts::Fact,
    record::{self, Record},
    words::Revoke,
};
use access::{Command, Relation, Who};
use kernel::{ReferralId, SiteId, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Takes a referral back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RevokeReferral {
    /// The referral.
    pub referral: ReferralId,
    /// Why.
    pub why: Revoke,
}

/// The facts that take back whatever an organisation can still read.
#[must_use]
pub fn revocations(referral: ReferralId, state: &Referral, why: Revoke) -> Vec<Fact> {
    let readable = state.sendings.iter().filter(|sending| sending.stage.is_readable());
    readable.map(|sending| Fact::ReferralRevoked { referral, sending: sending.id, why }).collect()
}

impl Command for RevokeReferral {
    const NAME: &'static str = "revoke_referral";
    type State = Record;
    type Error = ReferralError;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.referral.into()]
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        past.main().referral.site
    }

    fn is_own(&self, past: &Past<Record>, relation: Relation, who: &Who) -> bool {
        record::is_own(past, relation, who, Some(self.referral), None)
    }

    fn decide(&self, past: &Past<Record>, _: &At) -> Result<Vec<Fact>, ReferralError> {
        let referral = &past.main().referral;
        referral.person()?;
        let facts = revocations(self.referral, referral, self.why);
        if facts.is_empty() { Err(ReferralError::Stage(referral.stage())) } else { Ok(facts) }
    }

    fn example() -> Self {
        Self { referral: ReferralId(uuid::Uuid::from_u128(1)), why: Revoke::Mistake }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::tests_support::{accepted, at, consented, declined, drafted, past_of, sent};
    use crate::words::Stage;

    #[test]
    fn what_an_organisation_can_read_is_taken_back_and_nothing_else() {
        let open = [vec![drafted(), consented()], sent(1), vec![accepted(1)]].concat();
        let facts = RevokeReferral::example().decide(&past_of(&open), &at()).unwrap();
        let past = past_of(&[open.clone(), facts].concat());
        assert_eq!(past.main().referral.last().map(|s| (s.stage, s.content.len())), Some((Stage::Revoked, 0)));
        let refused = |given: &[Fact]| RevokeReferral::example().decide(&past_of(given), &at());
        assert_eq!(refused(&[drafted()]), Err(ReferralError::Stage(Stage::Draft)));
        let back = [vec![drafted(), consented()], sent(1), vec![declined(1)]].concat();
        assert_eq!(refused(&back), Err(ReferralError::Stage(Stage::Declined)));
    }

    #[test]
    fn a_taking_back_holds_against_an_answer_that_was_given_apart() {
        let begun = [vec![drafted(), consented()], sent(1)].concat();
        let back = revocations(ReferralId(uuid::Uuid::from_u128(1)), &past_of(&begun).main().referral, Revoke::Mistake);
        for order in [vec![vec![accepted(1)], back.clone()], vec![back, vec![accepted(1)]]] {
            let past = past_of(&[begun.clone(), order.concat()].concat());
            assert_eq!(past.main().referral.stage(), Stage::Revoked);
        }
    }

    #[test]
    fn a_no_and_a_yes_given_apart_are_one_state_in_any_order_and_an_item_to_resolve() {
        let begun = [vec![drafted(), consented()], sent(1)].concat();
        for order in [[accepted(1), declined(1)], [declined(1), accepted(1)]] {
            let past = past_of(&[begun.clone(), order.to_vec()].concat());
            let sending = past.main().referral.last().unwrap();
            assert_eq!((sending.stage, sending.apart, sending.content.len()), (Stage::Declined, true, 0));
        }
    }
}
