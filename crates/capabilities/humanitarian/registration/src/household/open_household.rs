//! Open a household for people who were handed over with a token, or who come by themselves. Of the border's work, the token
//! and the urgent flag are all that is known here (invariant 2).

use crate::{
    facts::{Fact, token_stream},
    record::Record,
};
use access::Command;
use contracts::handover::plain_token;
use kernel::{HouseholdId, Problem, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Opens a household.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenHousehold {
    /// The token on the slip of paper, as scanned or typed; none for people who come by themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<Text<200>>,
}

/// Why a household is not opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenHouseholdError {
    /// No site is chosen: a record is always kept at one.
    NoSite,
    /// The token led to a household already.
    TokenTaken(HouseholdId),
    /// The token has no letter and no digit.
    EmptyToken,
}

impl From<OpenHouseholdError> for Problem {
    fn from(error: OpenHouseholdError) -> Self {
        match error {
            OpenHouseholdError::NoSite => Problem::refused("ACC-001"),
            OpenHouseholdError::TokenTaken(household) => {
                Problem::conflict("REG-010").with("household", household.short())
            }
            OpenHouseholdError::EmptyToken => Problem::field("token", "TXT-001"),
        }
    }
}

impl Command for OpenHousehold {
    const NAME: &'static str = "open_household";
    type State = Record;
    type Error = OpenHouseholdError;

    fn streams(&self, at: &At) -> Vec<StreamId> {
        let household: HouseholdId = at.id(0);
        std::iter::once(household.into()).chain(self.token.as_ref().map(|token| token_stream(token))).collect()
    }

    fn decide(&self, past: &Past<Record>, at: &At) -> Result<Vec<Fact>, OpenHouseholdError> {
        open(past, at.id(0), self.token.as_ref().map(Text::as_str), at)
    }

    fn answer(&self, _: &[Fact], at: &At) -> Value {
        json!({ "household": at.id::<HouseholdId>(0) })
    }

    fn example() -> Self {
        Self { token: Text::parse("MN1:7F3K-22QD").ok() }
    }
}

/// The facts of an opening.
pub(super) fn open(
    past: &Past<Record>,
    household: HouseholdId,
    token: Option<&str>,
    at: &At,
) -> Result<Vec<Fact>, OpenHouseholdError> {
    let site = at.site.ok_or(OpenHouseholdError::NoSite)?;
    let Some(raw) = token else { return Ok(vec![Fact::HouseholdOpened { household, site, token: None }]) };
    let token = plain_token(raw);
    if token.is_empty() {
        return Err(OpenHouseholdError::EmptyToken);
    }
    if let Some(first) = past.of(token_stream(raw)).taken_by {
        return Err(OpenHouseholdError::TokenTaken(first));
    }
    let opened = Fact::HouseholdOpened { household, site, token: Some(token.clone()) };
    Ok(vec![opened, Fact::TokenTaken { token, household }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::household::register_household::tests::at;

    #[test]
    fn a_token_opens_one_household_and_no_second() {
        let command = OpenHousehold::example();
        let streams = command.streams(&at());
        let mut past = Past::given(streams[0], &[]);
        past.and_given(streams[1], &[]);
        let household = at().id(0);
        let site = at().site.unwrap();
        let token = "7F3K22QD".to_owned();
        let facts = command.decide(&past, &at()).unwrap();
        let opened = Fact::HouseholdOpened { household, site, token: Some(token.clone()) };
        assert_eq!(facts, [opened, Fact::TokenTaken { token, household }]);

        let mut past = Past::given(streams[0], &[]);
        past.and_given(streams[1], &facts[1..]);
        assert_eq!(command.decide(&past, &at()), Err(OpenHouseholdError::TokenTaken(household)));
    }

    #[test]
    fn people_who_come_by_themselves_need_no_token_but_the_clerk_needs_a_site() {
        let command = OpenHousehold { token: None };
        let past = Past::given(command.streams(&at())[0], &[]);
        assert_eq!(command.decide(&past, &at()).map(|facts| facts.len()), Ok(1));
        let mut nowhere = at();
        nowhere.site = None;
        assert_eq!(command.decide(&past, &nowhere), Err(OpenHouseholdError::NoSite));
    }

    #[test]
    fn a_token_of_signs_only_is_refused() {
        let command = OpenHousehold { token: Text::parse("MN1:--").ok() };
        assert_eq!(command.decide(&Past::new(vec![]), &at()), Err(OpenHouseholdError::EmptyToken));
    }
}
