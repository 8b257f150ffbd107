//! Record how two persons stand to each other: parent, caregiver, spouse, travelling together, or that two records are of one
//! person, or are not. A link is a statement that can be taken back, never a merge.

use super::{LinkBasis, LinkId, LinkKind, Person, PersonError};
use crate::{
    facts::Fact,
    record::{self, Record},
};
use access::Command;
use kernel::{PersonId, Problem, SiteId, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Asserts a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AssertLink {
    /// The first person: the parent, the caregiver.
    pub person: PersonId,
    /// Which relation.
    pub is: LinkKind,
    /// The second person.
    pub other: PersonId,
    /// On what it rests.
    pub basis: LinkBasis,
}

/// Why a link is not asserted or retracted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkError {
    /// One of the records cannot be used.
    Person(PersonError),
    /// Both are the same record.
    Oneself,
    /// It stands already.
    Stands,
    /// The contrary stands: retract that first.
    Contradicts,
    /// There is no such link.
    None,
}

impl From<LinkError> for Problem {
    fn from(error: LinkError) -> Self {
        match error {
            LinkError::Person(error) => error.into(),
            LinkError::Oneself => Problem::refused("REG-040"),
            LinkError::Stands => Problem::conflict("REG-041"),
            LinkError::Contradicts => Problem::conflict("REG-042"),
            LinkError::None => Problem::conflict("REG-043"),
        }
    }
}

impl Command for AssertLink {
    const NAME: &'static str = "assert_link";
    type State = Record;
    type Error = LinkError;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.person.into(), self.other.into()]
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        record::site(past)
    }

    fn decide(&self, past: &Past<Record>, at: &At) -> Result<Vec<Fact>, LinkError> {
        if self.person == self.other {
            return Err(LinkError::Oneself);
        }
        let (first, second) = (&past.of(self.person).person, &past.of(self.other).person);
        first.details().and(second.details()).map_err(LinkError::Person)?;
        let stands = |is: LinkKind| has(first, is, self.other) || is.is_mutual() && has(second, is, self.person);
        if stands(self.is) {
            return Err(LinkError::Stands);
        }
        if self.is.opposite().is_some_and(stands) {
            return Err(LinkError::Contradicts);
        }
        let (link, is, other, basis) = (at.id(0), self.is, self.other, self.basis);
        Ok(vec![Fact::LinkAsserted { person: self.person, link, is, other, basis }])
    }

    fn answer(&self, _: &[Fact], at: &At) -> Value {
        json!({ "link": at.id::<LinkId>(0) })
    }

    fn example() -> Self {
        let id = |n| PersonId(uuid::Uuid::from_u128(n));
        Self { person: id(1), is: LinkKind::SameAs, other: id(2), basis: LinkBasis::Declared }
    }
}

fn has(person: &Person, is: LinkKind, other: PersonId) -> bool {
    person.links.values().any(|link| link.is == is && link.other == other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        household::tests_support::at,
        person::state::tests::{past_of, registered, somebody},
    };

    fn decide(command: &AssertLink, first: &[Fact], second: &[Fact]) -> Result<Vec<Fact>, LinkError> {
        let mut past = past_of(1, &[&[registered(1)], first].concat());
        past.and_given(somebody(2).into(), &[&[registered(2)], second].concat());
        command.decide(&past, &at())
    }

    #[test]
    fn two_records_of_one_person_are_linked_and_both_stay() {
        let facts = decide(&AssertLink::example(), &[], &[]).unwrap();
        assert!(matches!(facts.as_slice(), [Fact::LinkAsserted { is: LinkKind::SameAs, .. }]));
        assert_eq!(decide(&AssertLink::example(), &facts, &[]), Err(LinkError::Stands));
    }

    #[test]
    fn a_mutual_link_stands_from_either_side_and_a_contrary_one_is_retracted_first() {
        let (link, basis) = (at().id(3), LinkBasis::Observed);
        let from_second = |is| [Fact::LinkAsserted { person: somebody(2), link, is, other: somebody(1), basis }];
        assert_eq!(decide(&AssertLink::example(), &[], &from_second(LinkKind::SameAs)), Err(LinkError::Stands));
        let contrary = from_second(LinkKind::NotSameAs);
        assert_eq!(decide(&AssertLink::example(), &[], &contrary), Err(LinkError::Contradicts));
        let parent = AssertLink { is: LinkKind::ParentOf, ..AssertLink::example() };
        assert!(
            decide(&parent, &[], &from_second(LinkKind::ParentOf)).is_ok(),
            "parents of each other: for a person to judge"
        );
    }

    #[test]
    fn nobody_is_linked_to_themselves_or_to_nobody() {
        let oneself = AssertLink { other: somebody(1), ..AssertLink::example() };
        assert_eq!(decide(&oneself, &[], &[]), Err(LinkError::Oneself));
        let decided = AssertLink::example().decide(&past_of(1, &[registered(1)]), &at());
        assert_eq!(decided, Err(LinkError::Person(PersonError::NotFound)));
    }
}
