//! Take a link back that was asserted wrongly or holds no longer. Both people's records are then as if it had never been, and
//! the log still tells that it was.

use super::{LinkError, LinkId};
use crate::{
    facts::Fact,
    record::{self, Record},
};
use access::Command;
use kernel::{PersonId, SiteId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Retracts a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RetractLink {
    /// The first person of the link.
    pub person: PersonId,
    /// The link.
    pub link: LinkId,
    /// Why.
    pub reason: Text<200>,
}

impl Command for RetractLink {
    const NAME: &'static str = "retract_link";
    type State = Record;
    type Error = LinkError;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.person.into()]
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        record::site(past)
    }

    fn decide(&self, past: &Past<Record>, _: &At) -> Result<Vec<Fact>, LinkError> {
        let person = &past.main().person;
        person.details().map_err(LinkError::Person)?;
        person.links.get(&self.link).ok_or(LinkError::None)?;
        Ok(vec![Fact::LinkRetracted { person: self.person, link: self.link, reason: self.reason.clone() }])
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let id = uuid::Uuid::from_u128;
        Self { person: PersonId(id(1)), link: LinkId(id(3)), reason: Text::parse("two cousins of one name").unwrap() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        household::tests_support::at,
        person::{
            LinkBasis, LinkKind,
            state::tests::{past_of, registered, somebody},
        },
    };

    #[test]
    fn a_retracted_link_leaves_the_person_as_before() {
        let (link, is, basis) = (RetractLink::example().link, LinkKind::SameAs, LinkBasis::Declared);
        let asserted = Fact::LinkAsserted { person: somebody(1), link, is, other: somebody(2), basis };
        let given = [registered(1), asserted];
        let facts = RetractLink::example().decide(&past_of(1, &given), &at()).unwrap();
        let after = past_of(1, &[&given[..], &facts].concat());
        assert_eq!(after.main(), past_of(1, &[registered(1)]).main());
        assert_eq!(RetractLink::example().decide(&after, &at()), Err(LinkError::None));
    }
}
