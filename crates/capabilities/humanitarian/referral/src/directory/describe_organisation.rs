//! Put an organisation into the directory, or describe it anew.

use super::Organisation;
use crate::{facts::Fact, record::Record};
use access::Command;
use kernel::{OrganisationId, Problem, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Describes an organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DescribeOrganisation {
    /// The one that is described anew; none for a new one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationId>,
    /// How it is described.
    pub description: Organisation,
}

/// Why the directory is not changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DirectoryError {
    /// There is no such organisation or service.
    NotFound,
    /// It is so already.
    Unchanged,
    /// An age to which is below the age from which.
    Ages,
}

impl From<DirectoryError> for Problem {
    fn from(error: DirectoryError) -> Self {
        match error {
            DirectoryError::NotFound => Problem::not_found(),
            DirectoryError::Unchanged => Problem::conflict("RFR-002"),
            DirectoryError::Ages => Problem::field("service.limits.age_to", "RFR-003"),
        }
    }
}

impl DescribeOrganisation {
    fn id(&self, at: &At) -> OrganisationId {
        self.organisation.unwrap_or_else(|| at.id(0))
    }
}

impl Command for DescribeOrganisation {
    const NAME: &'static str = "describe_organisation";
    type State = Record;
    type Error = DirectoryError;

    fn streams(&self, at: &At) -> Vec<StreamId> {
        vec![self.id(at).into()]
    }

    fn decide(&self, past: &Past<Record>, at: &At) -> Result<Vec<Fact>, DirectoryError> {
        let described = &past.main().organisation.described;
        if self.organisation.is_some() && described.is_none() {
            return Err(DirectoryError::NotFound);
        }
        if described.as_ref() == Some(&self.description) {
            return Err(DirectoryError::Unchanged);
        }
        Ok(vec![Fact::OrganisationDescribed { organisation: self.id(at), description: self.description.clone() }])
    }

    fn answer(&self, _: &[Fact], at: &At) -> Value {
        json!({ "organisation": self.id(at) })
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let name = Text::parse("Clinique de Farchana").unwrap();
        let contact = Text::parse("+235 66 00 00 01").ok();
        Self { organisation: None, description: Organisation { name, place: "TD1201".parse().ok(), contact } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::tests_support::at;

    #[test]
    fn an_organisation_is_described_anew_when_it_is_listed_and_something_changed() {
        let new = DescribeOrganisation::example();
        let id: OrganisationId = at().id(0);
        let past = |facts: &[Fact]| Past::given(id.into(), facts);
        let facts = new.decide(&past(&[]), &at()).unwrap();
        let again = DescribeOrganisation { organisation: Some(id), ..new };
        assert_eq!(again.decide(&past(&facts), &at()), Err(DirectoryError::Unchanged));
        assert_eq!(again.decide(&past(&[]), &at()), Err(DirectoryError::NotFound));
    }
}
