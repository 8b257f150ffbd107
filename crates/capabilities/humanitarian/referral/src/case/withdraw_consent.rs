//! Take a consent back, at any time and without a reason. Whatever was sent on it is taken back at the same moment, also what is
//! over: no organisation sees it any more.

use super::{ConsentError, revocations};
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

/// Withdraws a consent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawConsent {
    /// The referral.
    pub referral: ReferralId,
}

impl Command for WithdrawConsent {
    const NAME: &'static str = "withdraw_consent";
    type State = Record;
    type Error = ConsentError;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.referral.into()]
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        past.main().referral.site
    }

    fn is_own(&self, past: &Past<Record>, relation: Relation, who: &Who) -> bool {
        record::is_own(past, relation, who, Some(self.referral), None)
    }

    fn decide(&self, past: &Past<Record>, _: &At) -> Result<Vec<Fact>, ConsentError> {
        let referral = &past.main().referral;
        referral.person().map_err(ConsentError::Referral)?;
        if referral.withdrawn || !referral.consent.as_ref().is_some_and(|consent| consent.agreed) {
            return Err(ConsentError::NotGiven);
        }
        let withdrawn = Fact::ConsentWithdrawn { referral: self.referral };
        let revoked = revocations(self.referral, referral, Revoke::Withdrawn);
        Ok(std::iter::once(withdrawn).chain(revoked).collect())
    }

    fn example() -> Self {
        Self { referral: ReferralId(uuid::Uuid::from_u128(1)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        case::tests_support::{at, consented, done, drafted, past_of, sent},
        words::Stage,
    };

    #[test]
    fn with_the_consent_everything_that_was_sent_goes_also_what_is_over() {
        let given = [vec![drafted(), consented()], sent(1), done(1)].concat();
        let facts = WithdrawConsent::example().decide(&past_of(&given), &at()).unwrap();
        let past = past_of(&[given, facts].concat());
        let sending = past.main().referral.last().unwrap();
        assert_eq!((sending.stage, sending.content.len()), (Stage::Revoked, 0));
        assert_eq!(WithdrawConsent::example().decide(&past, &at()), Err(ConsentError::NotGiven));
    }

    #[test]
    fn what_was_never_agreed_to_cannot_be_withdrawn() {
        let decided = WithdrawConsent::example().decide(&past_of(&[drafted()]), &at());
        assert_eq!(decided, Err(ConsentError::NotGiven));
    }
}
