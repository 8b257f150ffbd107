//! Name a basis other than consent, with the reason, before anything leaves: where a life, the best interest of a child or
//! somebody's safety depends on it (UNHCR, Policy on the Protection of Personal Data of Persons of Concern, 2015, §2.2).

use super::ReferralError;
use crate::{
    facts::Fact,
    record::{self, Record},
    words::Basis,
};
use access::{Command, Relation, Who};
use kernel::{ReferralId, SiteId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Names a basis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NameBasis {
    /// The referral.
    pub referral: ReferralId,
    /// Which.
    pub basis: Basis,
    /// Why it holds here, and why there is no consent.
    pub reason: Text<500>,
}

impl Command for NameBasis {
    const NAME: &'static str = "name_basis";
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
        let person = referral.person()?;
        if !referral.is_free() {
            return Err(ReferralError::Stage(referral.stage()));
        }
        let (basis, reason) = (self.basis, self.reason.clone());
        Ok(vec![Fact::BasisNamed { referral: self.referral, person, basis, reason }])
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let reason = Text::parse("Unconscious on arrival; nobody who could agree is known").unwrap();
        Self { referral: ReferralId(uuid::Uuid::from_u128(1)), basis: Basis::VitalInterest, reason }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        case::tests_support::{at, drafted, past_of, refused, sent},
        words::Stage,
    };

    #[test]
    fn a_basis_is_named_before_anything_leaves_also_after_a_no() {
        let name = |given: &[Fact]| NameBasis::example().decide(&past_of(given), &at()).map(|facts| facts.len());
        assert_eq!(name(&[drafted(), refused()]), Ok(1));
        assert_eq!(name(&[vec![drafted()], sent(1)].concat()), Err(ReferralError::Stage(Stage::Sent)));
    }
}
