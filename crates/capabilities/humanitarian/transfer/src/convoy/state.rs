//! A convoy: its plan, who is on its list, and what was counted.

use crate::{
    facts::Fact,
    seat::{Seats, VehicleName},
};
use contracts::convoy::ConvoyPlan;
use kernel::{ConvoyId, FactId, PersonId, Problem, SiteId};
use log::{At, Header, Past, State};
use std::collections::{BTreeMap, BTreeSet};

/// A convoy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Convoy {
    /// As it is planned; none before it was announced.
    pub plan: Option<ConvoyPlan>,
    /// Whether it was called off.
    pub cancelled: bool,
    /// Whether it was counted when it left, and the first fact that says so.
    pub left: Option<FactId>,
    /// Whether it was counted when it arrived.
    pub arrived: bool,
    /// Who of the list arrived.
    pub came: BTreeSet<PersonId>,
    /// Who sits in which vehicle.
    pub seats: Seats,
    planned: Option<FactId>,
    listed: BTreeMap<PersonId, FactId>,
    unlisted: BTreeMap<PersonId, FactId>,
}

impl Convoy {
    /// Whether somebody is to travel. Taking somebody off counts until it leaves: what another post wrote later, not knowing that it had
    /// left, explains nobody away.
    #[must_use]
    pub fn lists(&self, person: PersonId) -> bool {
        let Some(listed) = self.listed.get(&person) else { return false };
        self.unlisted.get(&person).is_none_or(|off| off < listed || self.left.is_some_and(|left| left < *off))
    }

    /// Who is to travel.
    pub fn list(&self) -> impl Iterator<Item = PersonId> + '_ {
        self.listed.keys().copied().filter(|person| self.lists(*person))
    }

    /// Whether somebody ever stood on the list.
    #[must_use]
    pub fn ever_listed(&self, person: PersonId) -> bool {
        self.listed.contains_key(&person)
    }

    fn plan(&mut self, plan: &ConvoyPlan, by: FactId) {
        if self.planned.is_none_or(|before| before <= by) {
            (self.plan, self.planned) = (Some(plan.clone()), Some(by));
        }
    }
}

/// The latest fact about each person holds, whichever was read first.
fn latest(of: &mut BTreeMap<PersonId, FactId>, person: PersonId, by: FactId) {
    let before = of.entry(person).or_insert(by);
    *before = by.max(*before);
}

impl State for Convoy {
    type Fact = Fact;

    fn apply(&mut self, fact: &Fact, header: &Header) {
        let by = header.id();
        match fact {
            Fact::ConvoyAnnounced { plan, .. } | Fact::ConvoyChanged { plan, .. } => self.plan(plan, by),
            Fact::ConvoyCancelled { .. } => self.cancelled = true,
            Fact::PeopleListed { people, .. } => people.iter().for_each(|one| latest(&mut self.listed, *one, by)),
            Fact::PersonUnlisted { person, .. } => latest(&mut self.unlisted, *person, by),
            Fact::PeopleSeated { vehicle, people, after, .. } => self.seats.take(people, vehicle.as_ref(), after, by),
            Fact::ConvoyDeparted { .. } => self.left = Some(self.left.map_or(by, |left| left.min(by))),
            Fact::ConvoyArrived { people, .. } => {
                self.arrived = true;
                self.came.extend(people);
            }
            _ => {}
        }
    }
}

/// Why a convoy cannot be changed so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConvoyError {
    /// There is none, for this user.
    NotFound,
    /// The user works at no site now.
    NoSite,
    /// Nobody is named, or more than a form holds.
    HowMany,
    /// It goes to the site it leaves from.
    SamePlace,
    /// It is planned so already.
    Already,
    /// It has left.
    Left,
    /// It has arrived.
    Arrived,
    /// It was cancelled.
    Cancelled,
    /// Somebody named is not on the list, or arrived.
    NotOnList,
    /// It has not arrived yet.
    NotArrived,
    /// The counts do not differ.
    NothingDiffers,
    /// People who belong together would not travel together, and nobody answers for it.
    Apart {
        /// How many.
        people: usize,
    },
    /// The item goes only when it is explained.
    Explain,
    /// Nobody is named for a seat, or more than one command holds.
    HowManySeats {
        /// The most.
        most: usize,
    },
    /// Somebody, or a vehicle, is named twice.
    Twice,
    /// No vehicle of the plan has this name.
    NoVehicle,
    /// People who belong together would sit in different vehicles, and nobody answers for it.
    SeatedApart {
        /// How many.
        people: usize,
    },
    /// A vehicle would carry more people than it has seats, and nobody says how.
    Crowded {
        /// The vehicle.
        vehicle: VehicleName,
        /// People with a seat in it, afterwards.
        people: usize,
        /// Its seats.
        seats: usize,
    },
    /// Nothing was counted.
    NotCounted,
}

impl From<ConvoyError> for Problem {
    fn from(error: ConvoyError) -> Self {
        match error {
            ConvoyError::NotFound => Problem::not_found(),
            ConvoyError::NoSite => Problem::refused("ACC-001"),
            ConvoyError::HowMany => Problem::refused("TRF-001").with("most", crate::manifest::MOST),
            ConvoyError::SamePlace => Problem::field("to", "TRF-002"),
            ConvoyError::Already => Problem::conflict("TRF-003"),
            ConvoyError::Left => Problem::conflict("TRF-004"),
            ConvoyError::Arrived => Problem::conflict("TRF-005"),
            ConvoyError::Cancelled => Problem::conflict("TRF-006"),
            ConvoyError::NotOnList => Problem::refused("TRF-007"),
            ConvoyError::NotArrived => Problem::conflict("TRF-008"),
            ConvoyError::NothingDiffers => Problem::conflict("TRF-009"),
            ConvoyError::Apart { people } => Problem::conflict("TRF-010").with("people", people),
            ConvoyError::Explain => Problem::conflict("TRF-011"),
            ConvoyError::HowManySeats { most } => Problem::refused("TRF-001").with("most", most),
            ConvoyError::Twice => Problem::refused("TRF-014"),
            ConvoyError::NoVehicle => Problem::refused("TRF-015"),
            ConvoyError::SeatedApart { people } => Problem::conflict("TRF-016").with("people", people),
            ConvoyError::Crowded { vehicle, people, seats } => {
                let problem = Problem::conflict("TRF-017").with("vehicle", vehicle);
                problem.with("people", people).with("seats", seats)
            }
            ConvoyError::NotCounted => Problem::field("counted", "GEN-001"),
        }
    }
}

/// The convoy of a command, if it goes to or leaves from the acting site.
pub(crate) fn known<'a>(
    past: &'a Past<Convoy>,
    convoy: ConvoyId,
    at: &At,
) -> Result<(&'a Convoy, &'a ConvoyPlan, SiteId), ConvoyError> {
    let site = at.site.ok_or(ConvoyError::NoSite)?;
    let convoy = past.of(convoy);
    let plan = convoy.plan.as_ref().ok_or(ConvoyError::NotFound)?;
    let ours = plan.to == site || plan.from_site == Some(site);
    if ours { Ok((convoy, plan, site)) } else { Err(ConvoyError::NotFound) }
}
