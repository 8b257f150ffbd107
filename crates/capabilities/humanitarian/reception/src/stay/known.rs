//! Who the people of a command are, looked up in its transaction: household, sex, age, and who must not be parted from them.

use super::StayError;
use crate::views;
use access::Here;
use contracts::registration::LinkKind;
use kernel::{HouseholdId, PersonId, Problem, Sex, SiteId};
use placement::Member;
use std::collections::BTreeSet;

/// Most people in one command: a household of the largest size, with room.
pub const MOST: usize = 60;

/// Somebody of a command, or of the household of somebody of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Who.
    pub person: PersonId,
    /// The household.
    pub household: HouseholdId,
    /// Sex.
    pub sex: Sex,
    /// Completed years, the youngest possible.
    pub age_years: u8,
    /// Parents, children and those in their care, of whatever household.
    pub bonds: Vec<PersonId>,
}

impl Known {
    /// The person as the finder of places sees them.
    #[must_use]
    pub const fn member(&self, no_steps: bool) -> Member {
        Member { sex: self.sex, age_years: self.age_years, no_steps }
    }
}

/// The people named, if they are of the acting site or expected there; the same answer for who is neither and who does not exist.
/// With `kin`, also their households and those bound to any of them.
pub(crate) fn look_up(here: &mut Here<'_>, named: &[PersonId], kin: bool) -> Result<Vec<Known>, Problem> {
    if named.is_empty() || named.len() > MOST {
        return Err(StayError::HowMany.into());
    }
    let site = here.at.site.ok_or(StayError::NoSite)?;
    let mut wanted: BTreeSet<PersonId> = named.iter().copied().collect();
    for person in named {
        let household = allowed(here, *person, site)?;
        if kin {
            wanted.extend(people::members(here.sql, household)?.into_iter().map(|member| member.person.id));
        }
    }
    let mut out = Vec::new();
    let mut bound = BTreeSet::new();
    for person in &wanted {
        let bonds = if kin { bonds(here, *person)? } else { vec![] };
        bound.extend(bonds.iter().copied());
        out.extend(known(here, *person, bonds)?);
    }
    for person in bound.difference(&wanted) {
        out.extend(known(here, *person, vec![])?);
    }
    Ok(out)
}

fn allowed(here: &mut Here<'_>, person: PersonId, site: SiteId) -> Result<HouseholdId, Problem> {
    let found = people::person(here.sql, person)?.ok_or_else(Problem::not_found)?;
    if found.is_of(Some(site)) || views::is_expected(here.sql, person, site)? {
        return Ok(found.household);
    }
    Err(Problem::not_found())
}

fn known(here: &mut Here<'_>, person: PersonId, bonds: Vec<PersonId>) -> Result<Option<Known>, Problem> {
    let today = here.at.today();
    Ok(people::person(here.sql, person)?.map(|found| Known {
        person,
        household: found.household,
        sex: found.details.sex,
        age_years: u8::try_from(found.age_on(today).0).unwrap_or(u8::MAX),
        bonds,
    }))
}

fn bonds(here: &mut Here<'_>, person: PersonId) -> Result<Vec<PersonId>, Problem> {
    let links = people::links(here.sql, person)?;
    let binds = |is: LinkKind| matches!(is, LinkKind::ParentOf | LinkKind::CaregiverOf);
    Ok(links.iter().filter(|link| binds(link.is)).map(|link| link.beside(person)).collect())
}
