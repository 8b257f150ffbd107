//! Give people of the list seats in the vehicles, or take a seat away. Whole families first: one that sits in two vehicles needs a reason
//! and words. More people in a vehicle than it has seats needs words too; nobody is refused.

use super::VehicleName;
use crate::{
    convoy::{Convoy, ConvoyError, known},
    facts::Fact,
    manifest::{Apart, told},
};
use access::{Command, Here};
use kernel::{ConvoyId, FactId, PersonId, Problem, StreamId, Text};
use log::{At, Past};
use people::Kin;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Most people in one command: the largest convoy that arrives at once.
const MOST_SEATED: usize = 700;

/// A person's seat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Seat {
    /// Who.
    pub person: PersonId,
    /// In which vehicle; none takes the seat away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vehicle: Option<VehicleName>,
}

/// Gives people seats.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeatPeople {
    /// The convoy.
    pub convoy: ConvoyId,
    /// Who sits where.
    pub seats: Vec<Seat>,
    /// Why people who belong together sit in different vehicles, where they do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub apart: Option<Apart>,
    /// How more people than seats travel in a vehicle, where they do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub crowded: Option<Text<200>>,
    /// Who belongs to them; found in the views.
    #[serde(skip)]
    pub kin: Vec<Kin>,
}

impl Command for SeatPeople {
    const NAME: &'static str = "seat_people";
    type State = Convoy;
    type Error = ConvoyError;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        if self.seats.is_empty() || self.seats.len() > MOST_SEATED {
            return Err(ConvoyError::HowManySeats { most: MOST_SEATED }.into());
        }
        let named: Vec<PersonId> = self.seats.iter().map(|seat| seat.person).collect();
        self.kin = people::kin(here.sql, &named)?;
        Ok(())
    }

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.convoy.into()]
    }

    fn decide(&self, past: &Past<Convoy>, at: &At) -> Result<Vec<Fact>, ConvoyError> {
        let (convoy, plan, _) = known(past, self.convoy, at)?;
        if convoy.arrived {
            return Err(ConvoyError::Arrived);
        }
        if convoy.cancelled {
            return Err(ConvoyError::Cancelled);
        }
        let wanted: Wanted<'_> = self.seats.iter().map(|seat| (seat.person, seat.vehicle.as_ref())).collect();
        if wanted.len() < self.seats.len() {
            return Err(ConvoyError::Twice);
        }
        if wanted.keys().any(|person| !convoy.lists(*person)) {
            return Err(ConvoyError::NotOnList);
        }
        let seats_of = |name: &VehicleName| {
            plan.vehicles.iter().find(|vehicle| vehicle.name == *name).map(|vehicle| usize::from(vehicle.seats))
        };
        if wanted.values().flatten().any(|name| seats_of(name).is_none()) {
            return Err(ConvoyError::NoVehicle);
        }
        let changed: Wanted<'_> = wanted.into_iter().filter(|(who, to)| !sits(convoy, *who, *to)).collect();
        if changed.is_empty() {
            return Err(ConvoyError::Already);
        }
        let mut facts = self.seated(convoy, &changed);
        facts.extend(self.parted(convoy, &changed)?);
        facts.extend(self.crowded(convoy, &changed, seats_of)?);
        Ok(facts)
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let id = uuid::Uuid::from_u128;
        let note = Text::parse("the boy goes ahead with the nurse").unwrap();
        let apart = Some(Apart { reason: crate::manifest::ApartReason::Health, note });
        let seats = vec![Seat { person: PersonId(id(2)), vehicle: Text::parse("TC 1234").ok() }];
        Self { convoy: ConvoyId(id(1)), seats, apart, crowded: Text::parse("a baby on her lap").ok(), kin: vec![] }
    }
}

type Wanted<'a> = BTreeMap<PersonId, Option<&'a VehicleName>>;

/// Whether what holds of a person's seat is this already, and nothing else.
fn sits(convoy: &Convoy, person: PersonId, vehicle: Option<&VehicleName>) -> bool {
    let mut hold = convoy.seats.hold(person).map(|(_, held)| held);
    hold.next().unwrap_or(None) == vehicle && hold.all(|held| held == vehicle)
}

impl SeatPeople {
    fn seated(&self, convoy: &Convoy, changed: &Wanted<'_>) -> Vec<Fact> {
        let mut by_vehicle: BTreeMap<Option<&VehicleName>, Vec<PersonId>> = BTreeMap::new();
        for (person, vehicle) in changed {
            by_vehicle.entry(*vehicle).or_default().push(*person);
        }
        let fact = |(vehicle, people): (Option<&VehicleName>, Vec<PersonId>)| {
            let held = people.iter().flat_map(|person| convoy.seats.hold(*person).map(|(fact, _)| fact));
            let after: BTreeSet<FactId> = held.collect();
            Fact::PeopleSeated { convoy: self.convoy, vehicle: vehicle.cloned(), people, after }
        };
        by_vehicle.into_iter().map(fact).collect()
    }

    /// The words for each family that sits in two vehicles afterwards; refused where there are none.
    fn parted(&self, convoy: &Convoy, changed: &Wanted<'_>) -> Result<Vec<Fact>, ConvoyError> {
        let moved: BTreeMap<PersonId, &VehicleName> =
            changed.iter().filter_map(|(person, vehicle)| Some((*person, (*vehicle)?))).collect();
        let place_of = |person: PersonId| {
            let stays = convoy.lists(person) && !changed.contains_key(&person);
            stays.then(|| convoy.seats.of(person).first().copied()).flatten()
        };
        let parted = people::parted(&self.kin, &moved, place_of);
        let told = told(
            parted,
            |person| moved.contains_key(person),
            self.apart.as_ref(),
            |people| ConvoyError::SeatedApart { people },
        )?;
        let fact = |(household, person, people, Apart { reason, note })| Fact::FamilySeatedApart {
            convoy: self.convoy,
            household,
            person,
            people,
            reason,
            note,
        };
        Ok(told.into_iter().map(fact).collect())
    }

    /// The words for each vehicle that somebody is put into beyond its seats; refused where there are none.
    fn crowded(
        &self,
        convoy: &Convoy,
        changed: &Wanted<'_>,
        seats_of: impl Fn(&VehicleName) -> Option<usize>,
    ) -> Result<Vec<Fact>, ConvoyError> {
        let entered: BTreeSet<&VehicleName> = changed.values().flatten().copied().collect();
        let mut facts = Vec::new();
        for vehicle in entered {
            let stays = |person: &PersonId| !changed.contains_key(person) && convoy.seats.of(*person).contains(vehicle);
            let (in_it, seats) = (convoy.list().filter(stays).count(), seats_of(vehicle).unwrap_or(0));
            let enter = || changed.iter().filter(|(_, to)| **to == Some(vehicle)).map(|(person, _)| *person);
            let people = in_it + enter().count();
            if people <= seats {
                continue;
            }
            let (vehicle, convoy) = (vehicle.clone(), self.convoy);
            let Some(note) = self.crowded.clone() else {
                return Err(ConvoyError::Crowded { vehicle, people, seats });
            };
            facts.extend(enter().next().map(|person| Fact::VehicleCrowded { convoy, vehicle, person, note }));
        }
        Ok(facts)
    }
}

#[cfg(test)]
#[path = "seat_people_tests.rs"]
mod tests;
