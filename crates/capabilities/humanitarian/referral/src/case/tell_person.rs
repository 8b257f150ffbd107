//! Record that the person was told what became of the referral. Until then it stands in the referrer's list.

use super::{ReferralError, SendingId};
use crate::{
    facts::Fact,
    record::{self, Record},
    words::{Stage, Telling},
};
use access::{Command, Relation, Who};
use kernel::{LanguageCode, ReferralId, SiteId, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Records the telling.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TellPerson {
    /// The referral.
    pub referral: ReferralId,
    /// Of which sending.
    pub sending: SendingId,
    /// How the person was told.
    pub how: Telling,
    /// In which language.
    pub language: LanguageCode,
}

impl Command for TellPerson {
    const NAME: &'static str = "tell_person";
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
        let sending = past.main().referral.sending(self.sending)?;
        if matches!(sending.stage, Stage::Draft | Stage::Sent | Stage::Acknowledged) {
            return Err(ReferralError::Stage(sending.stage));
        }
        let (how, language) = (self.how, self.language.clone());
        Ok(vec![Fact::PersonTold { referral: self.referral, sending: self.sending, how, language }])
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let id = uuid::Uuid::from_u128;
        let language = "ar".parse().unwrap();
        Self { referral: ReferralId(id(1)), sending: SendingId(id(4)), how: Telling::InPerson, language }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::tests_support::{at, consented, declined, drafted, past_of, sending, sent};

    #[test]
    fn a_person_is_told_an_answer_also_a_no_but_not_before_there_is_one() {
        let open = [vec![drafted(), consented()], sent(1)].concat();
        let tell = TellPerson { sending: sending(1), ..TellPerson::example() };
        assert_eq!(tell.decide(&past_of(&open), &at()), Err(ReferralError::Stage(Stage::Sent)));
        assert!(tell.decide(&past_of(&[open, vec![declined(1)]].concat()), &at()).is_ok());
    }
}
