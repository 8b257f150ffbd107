//! Record that a person received the privacy receipt: what is recorded, who has read it, how to withdraw.

use super::PersonError;
use crate::{
    facts::Fact,
    record::{self, Record},
};
use access::Command;
use kernel::{LanguageCode, PersonId, SiteId, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How the receipt was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptForm {
    /// On paper.
    Printed,
    /// Read aloud.
    ReadAloud,
}

impl ReceiptForm {
    /// Every value's name in data, in the order of forms.
    pub const NAMES: [&'static str; 2] = ["printed", "read_aloud"];

    /// Its name in data.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            ReceiptForm::Printed => "printed",
            ReceiptForm::ReadAloud => "read_aloud",
        }
    }
}

/// Records that a receipt was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordReceipt {
    /// Who received it.
    pub person: PersonId,
    /// How.
    pub form: ReceiptForm,
    /// In which language.
    pub language: LanguageCode,
}

impl Command for RecordReceipt {
    const NAME: &'static str = "record_receipt";
    type State = Record;
    type Error = PersonError;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.person.into()]
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        record::site(past)
    }

    fn decide(&self, past: &Past<Record>, _: &At) -> Result<Vec<Fact>, PersonError> {
        past.main().person.details()?;
        Ok(vec![Fact::ReceiptGiven { person: self.person, form: self.form, language: self.language.to_string() }])
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let person = PersonId(uuid::Uuid::from_u128(1));
        Self { person, form: ReceiptForm::Printed, language: "ar".parse().unwrap() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        household::tests_support::at,
        person::state::tests::{past_of, registered, somebody},
    };

    #[test]
    fn a_receipt_is_given_to_somebody_who_is_registered() {
        let decide = |facts: &[Fact]| RecordReceipt::example().decide(&past_of(1, facts), &at());
        let given = Fact::ReceiptGiven { person: somebody(1), form: ReceiptForm::Printed, language: "ar".into() };
        assert_eq!(decide(&[registered(1)]), Ok(vec![given]));
        assert_eq!(decide(&[]), Err(PersonError::NotFound));
    }
}
