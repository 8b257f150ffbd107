//! Resume a service that was suspended.

use super::DirectoryError;
use crate::{
    facts::Fact,
    record::{self, Record},
    views,
};
use access::{Command, Here, Relation, Who};
use kernel::{OrganisationId, Problem, ServiceId, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Resumes a service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ResumeService {
    /// The service.
    pub service: ServiceId,
    #[serde(skip)]
    organisation: Option<OrganisationId>,
}

impl Command for ResumeService {
    const NAME: &'static str = "resume_service";
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
        if listed.suspended.is_none() {
            return Err(DirectoryError::Unchanged);
        }
        Ok(vec![Fact::ServiceResumed { service: self.service }])
    }

    fn example() -> Self {
        Self { service: ServiceId(uuid::Uuid::from_u128(2)), organisation: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        case::tests_support::{at, listed},
        directory::SuspendService,
    };

    #[test]
    fn only_a_suspended_service_is_resumed() {
        let (stream, facts) = listed().remove(0);
        let resume = |facts: &[Fact]| ResumeService::example().decide(&Past::given(stream, facts), &at());
        assert_eq!(resume(&facts), Err(DirectoryError::Unchanged));
        let suspended = SuspendService::example().decide(&Past::given(stream, &facts), &at()).unwrap();
        assert_eq!(resume(&[facts, suspended].concat()).map(|facts| facts.len()), Ok(1));
    }
}
