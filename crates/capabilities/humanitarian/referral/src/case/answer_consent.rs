//! Record what the person, or whoever may decide for the person, answered to the question whether these things may be told to these
//! organisations. A no is recorded too: the person goes on receiving what everybody receives.

use super::{Consent, ReferralError};
use crate::{
    facts::Fact,
    record::{self, Record},
    words::{ConsentForm, ConsentGiver, Field},
};
use access::{Command, Relation, Who};
use kernel::{OrganisationId, Problem, ReferralId, SiteId, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Records an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerConsent {
    /// The referral.
    pub referral: ReferralId,
    /// What was answered.
    pub consent: Consent,
}

/// Why an answer is not recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConsentError {
    /// Nothing can be done to the referral.
    Referral(ReferralError),
    /// A yes names no organisation.
    ToNobody,
    /// A yes names nothing that may leave.
    Nothing,
    /// There is no yes to take back.
    NotGiven,
}

impl From<ConsentError> for Problem {
    fn from(error: ConsentError) -> Self {
        match error {
            ConsentError::Referral(error) => error.into(),
            ConsentError::ToNobody => Problem::field("consent.organisations", "RFR-020"),
            ConsentError::Nothing => Problem::field("consent.fields", "RFR-021"),
            ConsentError::NotGiven => Problem::conflict("RFR-022"),
        }
    }
}

impl Command for AnswerConsent {
    const NAME: &'static str = "answer_consent";
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
        let person = referral.person().map_err(ConsentError::Referral)?;
        if !referral.is_free() {
            return Err(ConsentError::Referral(ReferralError::Stage(referral.stage())));
        }
        if self.consent.agreed && self.consent.organisations.is_empty() {
            return Err(ConsentError::ToNobody);
        }
        if self.consent.agreed && self.consent.fields.is_empty() {
            return Err(ConsentError::Nothing);
        }
        Ok(vec![Fact::ConsentAnswered { referral: self.referral, person, consent: self.consent.clone() }])
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let consent = Consent {
            agreed: true,
            by: ConsentGiver::Oneself,
            form: ConsentForm::Spoken,
            language: "ar".parse().unwrap(),
            organisations: vec![OrganisationId(uuid::Uuid::from_u128(3))],
            fields: vec![Field::Name, Field::Age, Field::Reason, Field::SafeContact],
        };
        Self { referral: ReferralId(uuid::Uuid::from_u128(1)), consent }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::tests_support::{at, drafted, past_of};

    #[test]
    fn a_yes_names_to_whom_and_what_and_a_no_need_not() {
        let given = [drafted()];
        let decide = |change: fn(&mut Consent)| {
            let mut command = AnswerConsent::example();
            change(&mut command.consent);
            command.decide(&past_of(&given), &at()).map(|facts| facts.len())
        };
        assert_eq!(decide(|_| ()), Ok(1));
        assert_eq!(decide(|c| c.organisations.clear()), Err(ConsentError::ToNobody));
        assert_eq!(decide(|c| c.fields.clear()), Err(ConsentError::Nothing));
        let no = |c: &mut Consent| (c.agreed, c.organisations, c.fields) = (false, vec![], vec![]);
        assert_eq!(decide(no), Ok(1));
    }
}
