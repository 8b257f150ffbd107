//! The fold of a stream of this capability: a household's, a person's or a token's. One type, because a command decides on
//! several of them at once.

use crate::{facts::Fact, household::Household, person::Person};
use kernel::{HouseholdId, SiteId};
use log::{Header, Past, State};

/// What a stream of registration facts adds up to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// The household, in a household's stream.
    pub household: Household,
    /// The person, in a person's stream.
    pub person: Person,
    /// Where a token led, in a token's stream.
    pub taken_by: Option<HouseholdId>,
}

impl State for Record {
    type Fact = Fact;

    fn apply(&mut self, fact: &Fact, _: &Header) {
        if let Fact::TokenTaken { household, .. } = fact {
            // Two posts may open one token while apart: the first stays, the second household is found by the supervisor.
            self.taken_by.get_or_insert(*household);
        }
        self.household.apply(fact);
        self.person.apply(fact);
    }
}

/// The site of the first stream's household or person.
#[must_use]
pub fn site(past: &Past<Record>) -> Option<SiteId> {
    past.main().household.site.or(past.main().person.site)
}
