//! Put a service into the directory, or describe it anew.

use super::{DirectoryError, Hours, Limits, Service};
use crate::{
    facts::Fact,
    record::{self, Record},
    words::Category,
};
use access::{Command, Relation, Who};
use kernel::{OrganisationId, ServiceId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Describes a service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DescribeService {
    /// Whose it is.
    pub organisation: OrganisationId,
    /// The one that is described anew; none for a new one.
    #[serde(default, rename = "id", skip_serializing_if = "Option::is_none")]
    pub id: Option<ServiceId>,
    /// How it is described.
    pub service: Service,
}

impl DescribeService {
    fn service_id(&self, at: &At) -> ServiceId {
        self.id.unwrap_or_else(|| at.id(0))
    }
}

impl Command for DescribeService {
    const NAME: &'static str = "describe_service";
    type State = Record;
    type Error = DirectoryError;

    fn streams(&self, at: &At) -> Vec<StreamId> {
        vec![self.service_id(at).into(), self.organisation.into()]
    }

    fn is_own(&self, past: &Past<Record>, relation: Relation, who: &Who) -> bool {
        record::is_own(past, relation, who, None, Some(self.organisation))
    }

    fn decide(&self, past: &Past<Record>, at: &At) -> Result<Vec<Fact>, DirectoryError> {
        let listed = &past.main().service;
        let owner = listed.organisation.unwrap_or(self.organisation);
        let known = past.of(self.organisation).organisation.described.is_some();
        if !known || owner != self.organisation || self.id.is_some() && listed.described.is_none() {
            return Err(DirectoryError::NotFound);
        }
        if let Limits { age_from: Some(from), age_to: Some(to), .. } = self.service.limits
            && to < from
        {
            return Err(DirectoryError::Ages);
        }
        if listed.described.as_ref() == Some(&self.service) {
            return Err(DirectoryError::Unchanged);
        }
        let (service, organisation) = (self.service_id(at), self.organisation);
        Ok(vec![Fact::ServiceDescribed { service, organisation, description: self.service.clone() }])
    }

    fn answer(&self, _: &[Fact], at: &At) -> Value {
        json!({ "service": self.service_id(at) })
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let hours = Hours { days: vec![], from: "07:30".parse().unwrap(), to: "15:00".parse().unwrap() };
        let service = Service {
            name: Text::parse("Consultations prénatales").unwrap(),
            category: Category::Health,
            place: "TD1201".parse().ok(),
            address: Text::parse("Bloc C, tente 4").ok(),
            hours,
            languages: ["ar", "fr"].iter().filter_map(|code| code.parse().ok()).collect(),
            eligibility: Text::parse("Femmes enceintes et mères d’enfants de moins de deux ans").ok(),
            limits: Limits { age_from: Some(12), ..Limits::default() },
            contact: Text::parse("+235 66 00 00 02").ok(),
            takes_emergencies: true,
        };
        Self { organisation: OrganisationId(uuid::Uuid::from_u128(3)), id: None, service }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::tests_support::{at, listed};

    fn past() -> Past<Record> {
        let directory = listed();
        let mut past = Past::given(at().id::<ServiceId>(0).into(), &[]);
        for (stream, facts) in &directory {
            past.and_given(*stream, facts);
        }
        past
    }

    #[test]
    fn an_organisation_that_is_not_listed_has_no_services() {
        let command = DescribeService::example();
        assert_eq!(command.decide(&past(), &at()).map(|facts| facts.len()), Ok(1));
        let organisation = OrganisationId(uuid::Uuid::from_u128(999));
        let stranger = DescribeService { organisation, ..command };
        assert_eq!(stranger.decide(&past(), &at()), Err(DirectoryError::NotFound));
    }

    #[test]
    fn a_span_of_ages_does_not_run_backwards() {
        let mut command = DescribeService::example();
        command.service.limits = Limits { age_from: Some(18), age_to: Some(5), sex: None };
        assert_eq!(command.decide(&past(), &at()), Err(DirectoryError::Ages));
    }
}
