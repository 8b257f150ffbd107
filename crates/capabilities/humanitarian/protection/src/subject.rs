//! The person that a command is about, looked up among those registered.

use crate::facts::Counted;
use access::Here;
use kernel::{PersonId, PersonName, Problem, SiteId};

/// What a command must know of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The site that keeps the person's record.
    pub site: SiteId,
    /// The name, by which cases are searched.
    pub name: PersonName,
    /// What counts tell.
    pub counted: Counted,
}

/// Ages below which a person counts as a child.
const ADULT: u16 = 18;

impl Subject {
    /// The person, if registered here.
    pub(crate) fn of(person: PersonId, here: &mut Here<'_>) -> Result<Self, Problem> {
        let found = people::person(here.sql, person)?.ok_or_else(Problem::not_found)?;
        let (youngest, _) = found.age_on(here.at.today());
        let counted = Counted { sex: found.details.sex, child: youngest < ADULT };
        Ok(Self { site: found.site, name: found.details.name, counted })
    }
}
