//! Give people places: one bed each, decided by a person. Beds that are held, rules of the unit and people who belong together are
//! not passed over in silence: each needs words, and stays on the list of items.

use super::{Known, Open, StayError, known};
use crate::{
    facts::{Fact, person_stream},
    record::Record,
    unit::BedAt,
};
use access::{Command, Here};
use contracts::stay::Stay;
use kernel::{PersonId, Problem, RoomId, SiteId, StayId, StreamId, Text, UnitId};
use log::{At, Past};
use people::{Apart, Kin};
use placement::{Misfit, Party};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Gives people places. Who has no stay here yet is expected from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AssignPlaces {
    /// One place each.
    pub places: Vec<GivenPlace>,
    /// Why people who belong together are in different units, where they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub apart: Option<Apart>,
    /// Why a bed that is held, or that is not meant for the person, is given all the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exception: Option<Text<200>>,
    /// Who they are, and who belongs to them; found in the views.
    #[serde(skip)]
    pub known: Vec<Known>,
}

/// Who gets which bed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GivenPlace {
    /// Who.
    pub person: PersonId,
    /// The unit.
    pub unit: UnitId,
    /// The room.
    pub room: RoomId,
    /// The bed's number.
    pub bed: u16,
}

impl GivenPlace {
    /// The bed.
    #[must_use]
    pub const fn at(&self) -> BedAt {
        BedAt { unit: self.unit, room: self.room, bed: self.bed }
    }
}

impl AssignPlaces {
    fn people(&self) -> Vec<PersonId> {
        self.places.iter().map(|place| place.person).collect()
    }

    fn check(&self) -> Result<(), StayError> {
        if self.places.is_empty() || self.places.len() > known::MOST {
            return Err(StayError::HowMany);
        }
        let people: BTreeSet<PersonId> = self.people().into_iter().collect();
        let beds: BTreeSet<BedAt> = self.places.iter().map(GivenPlace::at).collect();
        if people.len() < self.places.len() || beds.len() < self.places.len() {
            return Err(StayError::Twice);
        }
        Ok(())
    }

    /// The rule that stands against this person in this bed, if one does.
    fn misfit(&self, past: &Past<Record>, place: &GivenPlace, who: &Known) -> Option<Misfit> {
        let unit = &past.of(place.unit).unit;
        let needs = past.of(person_stream(place.person)).stays.needs;
        let household = self.known.iter().filter(|known| known.household() == who.household());
        let party = Party::of(household.map(|known| known.member(false)).collect());
        let room = unit.rooms.get(&place.room).map(|room| room.policy).unwrap_or_default();
        if (unit.policy.quarantine || room.quarantine) != needs.quarantine {
            return Some(Misfit::Quarantine);
        }
        [unit.policy, room].iter().find_map(|policy| policy.takes(&party, &who.member(false)).err())
    }

    /// Checks one place; whether it needs the exception.
    fn place(
        &self,
        past: &Past<Record>,
        place: &GivenPlace,
        site: SiteId,
        moving: &[StayId],
    ) -> Result<bool, StayError> {
        let who = self.known.iter().find(|known| known.person() == place.person).ok_or(StayError::NotFound)?;
        let (unit, at) = (&past.of(place.unit).unit, place.at());
        if unit.site != Some(site) {
            return Err(StayError::NotFound);
        }
        if unit.bed(at).is_none() {
            return Err(StayError::NoSuchBed);
        }
        if unit.closed {
            return Err(StayError::UnitClosed);
        }
        if unit.blocked.contains(&at) {
            return Err(StayError::Blocked);
        }
        let held = unit.held.get(&at).is_some_and(|held| held.iter().any(|stay| !moving.contains(stay)));
        match (held, self.misfit(past, place, who), &self.exception) {
            (false, None, _) => Ok(false),
            (_, _, Some(_)) => Ok(true),
            (true, _, None) => Err(StayError::Held { bed: place.bed }),
            (false, Some(misfit), None) => Err(StayError::NotMeant { rule: misfit.name() }),
        }
    }

    fn open<'a>(&self, past: &'a Past<Record>, person: PersonId, site: SiteId) -> Result<Option<&'a Open>, StayError> {
        let stays = &past.of(person_stream(person)).stays;
        match stays.at(site) {
            Some(open) => Ok(Some(open)),
            None if stays.open.is_empty() => Ok(None),
            None => Err(StayError::Elsewhere),
        }
    }

    /// What is recorded of one place.
    fn facts(&self, at: &At, n: u32, place: &GivenPlace, open: Option<&Open>, exception: bool) -> Vec<Fact> {
        let to = place.at();
        let Some(who) = self.known.iter().find(|known| known.person() == place.person) else { return vec![] };
        let (Some(site), person) = (at.site, place.person) else { return vec![] };
        let of = open.map_or_else(|| Stay { stay: at.id(n), person, household: who.household(), site }, |open| open.of);
        let mut facts = Vec::new();
        if open.is_none() {
            facts.push(Fact::StayPlanned(of));
        }
        if let Some(from) = open.and_then(|open| open.at) {
            facts.push(Fact::BedFreed { at: from, stay: of.stay });
        }
        let exception = self.exception.clone().filter(|_| exception);
        facts.push(Fact::PlaceGiven { person, stay: of.stay, at: to, exception });
        facts.push(Fact::BedTaken { at: to, stay: of.stay });
        facts
    }
}

impl Command for AssignPlaces {
    const NAME: &'static str = "assign_places";
    type State = Record;
    type Error = StayError;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        self.known = known::look_up(here, &self.people(), true)?;
        Ok(())
    }

    fn streams(&self, _: &At) -> Vec<StreamId> {
        let units: BTreeSet<UnitId> = self.places.iter().map(|place| place.unit).collect();
        let people = self.known.iter().map(|known| person_stream(known.person()));
        units.into_iter().map(StreamId::from).chain(people).collect()
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        past.main().unit.site
    }

    fn decide(&self, past: &Past<Record>, at: &At) -> Result<Vec<Fact>, StayError> {
        self.check()?;
        let site = at.site.ok_or(StayError::NoSite)?;
        let mut moving = Vec::new();
        for person in self.people() {
            moving.extend(self.open(past, person, site)?.map(|open| open.of.stay));
        }
        let mut facts = Vec::new();
        let mut moved = BTreeMap::new();
        for (n, place) in (0..).zip(&self.places) {
            let open = self.open(past, place.person, site)?;
            moved.insert(place.person, place.unit);
            if open.is_none_or(|open| open.at != Some(place.at())) {
                let exception = self.place(past, place, site, &moving)?;
                facts.extend(self.facts(at, n, place, open, exception));
            }
        }
        let unit_of =
            |person| past.of(person_stream(person)).stays.at(site).and_then(|open| open.at).map(|bed| bed.unit);
        let kin: Vec<Kin> = self.known.iter().map(|known| known.kin.clone()).collect();
        for (household, people) in people::parted(&kin, &moved, unit_of) {
            let Some(Apart { reason, note }) = self.apart.clone() else {
                return Err(StayError::Apart { people: people.len() });
            };
            facts.push(Fact::KeptApart { site, household, people, reason, note });
        }
        Ok(facts)
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let id = uuid::Uuid::from_u128;
        let place = GivenPlace { person: PersonId(id(1)), unit: UnitId(id(2)), room: RoomId(id(3)), bed: 4 };
        let note = Text::parse("the father sleeps at the clinic until Friday").unwrap();
        Self {
            places: vec![place],
            apart: Some(Apart { reason: people::ApartReason::Health, note }),
            exception: Text::parse("one night, until the hall is open").ok(),
            known: vec![],
        }
    }
}

#[cfg(test)]
#[path = "assign_places_tests.rs"]
mod tests;
