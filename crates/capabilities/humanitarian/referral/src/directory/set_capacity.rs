//! Say what a service can take: people a week, or places. What is left is counted from what was sent to it.

use super::{Capacity, DirectoryError};
use crate::{
    facts::Fact,
    record::{self, Record},
    views,
    words::CapacityUnit,
};
use access::{Command, Here, Relation, Who};
use kernel::{OrganisationId, Problem, ServiceId, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Sets a capacity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetCapacity {
    /// The service.
    pub service: ServiceId,
    /// How many, and in what they are counted.
    pub capacity: Capacity,
    #[serde(skip)]
    organisation: Option<OrganisationId>,
}

impl Command for SetCapacity {
    const NAME: &'static str = "set_capacity";
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

    fn decide(&self, past: &Past<Record>, at: &At) -> Result<Vec<Fact>, DirectoryError> {
        let listed = &past.main().service;
        if listed.described.is_none() {
            return Err(DirectoryError::NotFound);
        }
        if listed.capacity == Some(self.capacity) {
            return Err(DirectoryError::Unchanged);
        }
        Ok(vec![Fact::CapacitySet { service: self.service, capacity: self.capacity, on: at.today() }])
    }

    fn example() -> Self {
        Self {
            service: ServiceId(uuid::Uuid::from_u128(2)),
            capacity: Capacity { unit: CapacityUnit::Week, total: 40 },
            organisation: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::tests_support::{at, listed};

    #[test]
    fn a_capacity_is_set_for_a_listed_service_and_not_twice_the_same() {
        let (stream, facts) = listed().remove(0);
        let set = |facts: &[Fact]| SetCapacity::example().decide(&Past::given(stream, facts), &at());
        let done = set(&facts).unwrap();
        assert_eq!(set(&[facts, done].concat()), Err(DirectoryError::Unchanged));
        assert_eq!(set(&[]), Err(DirectoryError::NotFound));
    }
}
