//! Suspend a service: it takes nobody until a day, or until it is resumed.

use super::DirectoryError;
use crate::{
    facts::Fact,
    record::{self, Record},
    views,
};
use access::{Command, Here, Relation, Who};
use kernel::{Date, OrganisationId, Problem, ServiceId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Suspends a service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SuspendService {
    /// The service.
    pub service: ServiceId,
    /// Until when, if that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Why.
    pub reason: Text<200>,
    #[serde(skip)]
    organisation: Option<OrganisationId>,
}

impl Command for SuspendService {
    const NAME: &'static str = "suspend_service";
    type State = Record;
    type Error = DirectoryError;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        self.organisation = views::organisation_of(here.sql, self.service)?;
        Ok(())
    }

    fn streams(&self, _: &At) -> Vec<StreamId> {
        std::iter::once(self.service.into()).chain(self.organisation.map(StreamId::from)).collect()
    }

    fn is_own(&self, past: &Past<Record>, relation: Relation, who: &Who) -> bool {
        record::is_own(past, relation, who, None, past.main().service.organisation)
    }

    fn decide(&self, past: &Past<Record>, _: &At) -> Result<Vec<Fact>, DirectoryError> {
        let listed = &past.main().service;
        if listed.described.is_none() {
            return Err(DirectoryError::NotFound);
        }
        if listed.suspended == Some(self.until) {
            return Err(DirectoryError::Unchanged);
        }
        let (until, reason) = (self.until, self.reason.clone());
        Ok(vec![Fact::ServiceSuspended { service: self.service, until, reason }])
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        Self {
            service: ServiceId(uuid::Uuid::from_u128(2)),
            until: "2026-12-01".parse().ok(),
            reason: Text::parse("No medicine").unwrap(),
            organisation: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::tests_support::{at, listed};

    #[test]
    fn another_end_of_a_suspension_is_a_change_and_the_same_is_not() {
        let (stream, facts) = listed().remove(0);
        let suspend = |until, facts: &[Fact]| {
            let command = SuspendService { until, ..SuspendService::example() };
            command.decide(&Past::given(stream, facts), &at())
        };
        let facts = [facts.clone(), suspend(None, &facts).unwrap()].concat();
        assert_eq!(suspend(None, &facts), Err(DirectoryError::Unchanged));
        assert!(suspend("2026-12-01".parse().ok(), &facts).is_ok());
    }
}
