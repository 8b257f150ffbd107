//! Record what a person answered to one consent question after it was read aloud. A no is recorded too, and changes nothing in
//! what the person receives.

use super::{ConsentError, ConsentGiver, ConsentPurpose};
use crate::{
    facts::Fact,
    record::{self, Record},
};
use access::Command;
use kernel::{LanguageCode, PersonId, SiteId, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Records an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerConsent {
    /// The person.
    pub person: PersonId,
    /// What was asked.
    pub about: ConsentPurpose,
    /// Yes or no.
    pub agreed: bool,
    /// Who answered.
    pub by: ConsentGiver,
    /// The language in which it was read.
    pub language: LanguageCode,
}

impl Command for AnswerConsent {
    const NAME: &'static str = "answer_consent";
    type State = Record;
    type Error = ConsentError;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.person.into()]
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        record::site(past)
    }

    fn decide(&self, past: &Past<Record>, _: &At) -> Result<Vec<Fact>, ConsentError> {
        let person = &past.main().person;
        person.details().map_err(ConsentError::Person)?;
        let before = person.consents.get(&self.about);
        if before.is_some_and(|consent| consent.agreed) && !self.agreed {
            return Err(ConsentError::Withdraw);
        }
        if before.is_some_and(|consent| consent.agreed == self.agreed && consent.by == self.by) {
            return Err(ConsentError::Unchanged);
        }
        let (about, agreed, by) = (self.about, self.agreed, self.by);
        Ok(vec![Fact::ConsentAnswered { person: self.person, about, agreed, by, language: self.language.to_string() }])
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let (about, by) = (ConsentPurpose::Assistance, ConsentGiver::Oneself);
        Self { person: PersonId(uuid::Uuid::from_u128(1)), about, agreed: true, by, language: "ar".parse().unwrap() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        household::tests_support::at,
        person::state::tests::{past_of, registered},
    };

    #[test]
    fn a_yes_after_a_no_is_recorded_and_a_second_yes_is_not() {
        let mut given = vec![registered(1)];
        for (agreed, right) in [(false, true), (true, true), (true, false)] {
            let decided = AnswerConsent { agreed, ..AnswerConsent::example() }.decide(&past_of(1, &given), &at());
            assert_eq!(decided.is_ok(), right);
            given.extend(decided.unwrap_or_default());
        }
        assert!(past_of(1, &given).main().person.agrees(ConsentPurpose::Assistance));
    }

    #[test]
    fn a_yes_is_taken_back_by_withdrawing_it() {
        let yes = AnswerConsent::example().decide(&past_of(1, &[registered(1)]), &at()).unwrap();
        let no = AnswerConsent { agreed: false, ..AnswerConsent::example() };
        let decided = no.decide(&past_of(1, &[vec![registered(1)], yes].concat()), &at());
        assert_eq!(decided, Err(ConsentError::Withdraw));
    }
}
