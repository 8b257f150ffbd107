//! Who the people of a command are, looked up in its transaction: household, sex, age, and who must not be parted from them.

use super::StayError;
use crate::views;
use access::Here;
use kernel::{HouseholdId, PersonId, Problem, Sex, SiteId};
use people::Kin;
use placement::Member;

/// Most people in one command: a household of the largest size, with room.
pub const MOST: usize = 60;

/// Somebody of a command, or somebody who belongs to one of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Who, of which household, and who must not be parted from them.
    pub kin: Kin,
    /// Sex.
    pub sex: Sex,
    /// Completed years, the youngest possible.
    pub age_years: u8,
}

impl Known {
    /// Who.
    #[must_use]
    pub const fn person(&self) -> PersonId {
        self.kin.person
    }

    /// The household.
    #[must_use]
    pub const fn household(&self) -> HouseholdId {
        self.kin.household
    }

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
    let mut alone = Vec::with_capacity(named.len());
    for person in named {
        let household = allowed(here, *person, site)?;
        alone.push(Kin { person: *person, household, bonds: vec![] });
    }
    let all = if kin { people::kin(here.sql, named)? } else { alone };
    let today = here.at.today();
    let mut out = Vec::with_capacity(all.len());
    for kin in all {
        out.extend(people::person(here.sql, kin.person)?.map(|found| Known {
            sex: found.details.sex,
            age_years: u8::try_from(found.age_on(today).0).unwrap_or(u8::MAX),
            kin,
        }));
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
