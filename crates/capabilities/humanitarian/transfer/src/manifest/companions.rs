//! The family-unity guard of convoys: who belongs to the people of a command, and where they are. A household, siblings or a child and the
//! caregiver, split over convoys or left behind, need words.

use crate::{
    convoy::{Convoy, ConvoyError},
    facts::Fact,
    views,
};
use access::Here;
use kernel::{ConvoyId, HouseholdId, PersonId, Problem, SiteId};
use people::{Apart, Kin};
use std::collections::{BTreeMap, BTreeSet};

/// Most people in one command: a household of the largest size, with room.
pub const MOST: usize = 60;

/// Where somebody is, as far as travelling together goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whereabouts {
    /// On the list of this convoy.
    On(ConvoyId),
    /// On no list, and not where it goes.
    Behind,
}

/// Who belongs to the people of a command, found in the views.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Companions {
    /// They, their households, and those bound to any of them.
    pub kin: Vec<Kin>,
    /// Where the others are. Who is where the convoy goes already, or went away, is at no place: nobody is parted from them by travelling.
    pub others: BTreeMap<PersonId, Whereabouts>,
}

impl Companions {
    /// Looks up the people named, if they are of the acting site or were brought there; the same answer for who is neither and who does not
    /// exist.
    pub(super) fn look_up(here: &mut Here<'_>, convoy: ConvoyId, named: &[PersonId]) -> Result<Self, Problem> {
        if named.is_empty() || named.len() > MOST {
            return Err(ConvoyError::HowMany.into());
        }
        let site = here.at.site.ok_or(ConvoyError::NoSite)?;
        for person in named {
            let found = people::person(here.sql, *person)?.ok_or_else(Problem::not_found)?;
            if !found.is_of(Some(site)) && !views::is_here(here.sql, *person, site)? {
                return Err(Problem::not_found());
            }
        }
        Self::of(here, convoy, named)
    }

    /// The same without asking whether they are of the site: for who stands on its list already.
    pub(super) fn of(here: &mut Here<'_>, convoy: ConvoyId, named: &[PersonId]) -> Result<Self, Problem> {
        let to: Option<SiteId> = views::destination(here.sql, convoy)?;
        let kin = people::kin(here.sql, named)?;
        let mut others = BTreeMap::new();
        for one in &kin {
            if let Some(place) = views::whereabouts(here.sql, one.person, convoy, to)? {
                others.insert(one.person, place);
            }
        }
        Ok(Self { kin, others })
    }

    /// The words for each group that is parted once `moved` are where they are to be; refused where there are none.
    pub(super) fn guard(
        &self,
        id: ConvoyId,
        convoy: &Convoy,
        moved: &BTreeMap<PersonId, Whereabouts>,
        apart: Option<&Apart>,
    ) -> Result<Vec<Fact>, ConvoyError> {
        let place_of = |person: PersonId| {
            if convoy.lists(person) { Some(Whereabouts::On(id)) } else { self.others.get(&person).copied() }
        };
        let parted = people::parted(&self.kin, moved, place_of);
        let told = told(parted, |person| moved.contains_key(person), apart, |people| ConvoyError::Apart { people })?;
        let fact = |(household, person, people, Apart { reason, note })| Fact::FamilyParted {
            convoy: id,
            household,
            person,
            people,
            reason,
            note,
        };
        Ok(told.into_iter().map(fact).collect())
    }
}

/// People who are parted: by household, under whose key it is told, all of them, and the words.
pub(crate) type Told = (HouseholdId, PersonId, Vec<PersonId>, Apart);

/// The words for each group that is parted, under the key of the first who `is_moved`; refused where there are none. Two households that
/// are parted from one another are told once.
pub(crate) fn told(
    parted: BTreeMap<HouseholdId, Vec<PersonId>>,
    is_moved: impl Fn(&PersonId) -> bool,
    apart: Option<&Apart>,
    refused: impl Fn(usize) -> ConvoyError,
) -> Result<Vec<Told>, ConvoyError> {
    let (mut seen, mut out) = (BTreeSet::new(), Vec::new());
    for (household, people) in parted {
        let apart = apart.cloned().ok_or_else(|| refused(people.len()))?;
        let person = people.iter().find(|person| is_moved(person)).copied();
        if let Some(person) = person.filter(|_| seen.insert(people.clone())) {
            out.push((household, person, people, apart));
        }
    }
    Ok(out)
}
