//! Given units and stays, when places are given, then facts or why not.

use super::*;
use crate::{
    facts::Fact,
    record::Record,
    unit::{
        BedAt, BlockReason, DefineUnit,
        define_unit_tests::{at, room},
    },
};
use access::Command;
use contracts::stay::{Stay, StayEnd};
use kernel::{HouseholdId, PersonId, RoomId, Sex, StreamId, Text, UnitId};
use log::{At, Facts, Past};
use placement::{Policy, SexRule};
use std::collections::BTreeSet;

fn person(n: u128) -> PersonId {
    PersonId(uuid::Uuid::from_u128(100 + n))
}

fn known(n: u128, sex: Sex, age_years: u8) -> Known {
    let household = HouseholdId(uuid::Uuid::from_u128(7));
    Known { kin: Kin { person: person(n), household, bonds: vec![] }, sex, age_years }
}

/// Units of one room with three beds; a woman, a man and a boy of one household.
struct Story {
    facts: Vec<Fact>,
    people: Vec<Known>,
    rooms: Vec<(UnitId, RoomId)>,
}

impl Story {
    fn of(units: &[Policy]) -> Self {
        let mut story = Story { facts: vec![], people: vec![], rooms: vec![] };
        for (n, policy) in (1..).zip(units) {
            let mut then = At::new(at().now, at().actor, at().purpose, [n; 32]);
            then.site = at().site;
            let command = DefineUnit { rooms: vec![room("1", 3)], policy: *policy, ..DefineUnit::example() };
            story.rooms.push((then.id(0), then.id(1)));
            story.facts.extend(command.decide(&Past::new(vec![]), &then).unwrap());
        }
        story.people = vec![known(1, Sex::Female, 30), known(2, Sex::Male, 33), known(3, Sex::Male, 6)];
        story
    }

    fn past(&self) -> Past<Record> {
        let mut past = Past::new(vec![]);
        let streams: BTreeSet<StreamId> = self.facts.iter().filter_map(Facts::stream).collect();
        for stream in streams {
            let own: Vec<Fact> = self.facts.iter().filter(|f| f.stream() == Some(stream)).cloned().collect();
            past.and_given(stream, &own);
        }
        past
    }

    fn command(&self, places: &[(u128, usize, u16)]) -> AssignPlaces {
        let place = |(who, room, bed): &(u128, usize, u16)| {
            let (unit, room) = self.rooms[*room];
            GivenPlace { person: person(*who), unit, room, bed: *bed }
        };
        let known = self.people.clone();
        AssignPlaces { places: places.iter().map(place).collect(), apart: None, exception: None, known }
    }

    fn give(&mut self, command: &AssignPlaces) -> Result<Vec<Fact>, StayError> {
        let facts = command.decide(&self.past(), &at())?;
        self.facts.extend(facts.clone());
        Ok(facts)
    }
}

#[test]
fn a_household_in_one_unit_is_expected_there_with_a_bed_each() {
    let mut story = Story::of(&[Policy::default()]);
    let facts = story.give(&story.command(&[(1, 0, 1), (2, 0, 2), (3, 0, 3)])).unwrap();
    let kind = |fact: &Fact| serde_json::to_value(fact).unwrap()["kind"].as_str().unwrap().to_owned();
    let kinds: Vec<String> = facts.iter().map(kind).collect();
    assert_eq!(kinds, ["stay_planned", "place_given", "bed_taken"].repeat(3));
}

#[test]
fn a_bed_that_is_held_is_given_again_only_with_a_reason() {
    let mut story = Story::of(&[Policy::default()]);
    story.give(&story.command(&[(1, 0, 1)])).unwrap();
    let again = story.command(&[(3, 0, 1)]);
    assert_eq!(story.give(&again), Err(StayError::Held { bed: 1 }));
    let exception = Text::parse("the baby sleeps with its mother").ok();
    let facts = story.give(&AssignPlaces { exception: exception.clone(), ..again }).unwrap();
    assert!(facts.iter().any(|fact| matches!(fact, Fact::PlaceGiven { exception: said, .. } if *said == exception)));
}

#[test]
fn a_household_is_not_split_without_a_reason() {
    let mut story = Story::of(&[Policy::default(), Policy::default()]);
    story.give(&story.command(&[(1, 0, 1)])).unwrap();
    let apart = story.command(&[(3, 1, 1)]);
    assert_eq!(story.give(&apart), Err(StayError::Apart { people: 3 }));
    let facts = story.give(&AssignPlaces { apart: AssignPlaces::example().apart, ..apart }).unwrap();
    assert!(matches!(facts.last(), Some(Fact::KeptApart { people, .. }) if people.len() == 3));
    // Back together: no reason is asked for.
    assert!(story.give(&story.command(&[(3, 0, 2)])).is_ok());
}

#[test]
fn a_child_is_not_parted_from_its_caregiver_of_another_household() {
    let mut story = Story::of(&[Policy::default(), Policy::default()]);
    let mut aunt = known(4, Sex::Female, 50);
    aunt.kin.household = HouseholdId(uuid::Uuid::from_u128(8));
    aunt.kin.bonds = vec![person(3)];
    story.people = vec![aunt, known(3, Sex::Male, 6)];
    story.give(&story.command(&[(3, 0, 1)])).unwrap();
    assert_eq!(story.give(&story.command(&[(4, 1, 1)])), Err(StayError::Apart { people: 2 }));
}

#[test]
fn a_place_that_is_not_meant_for_the_person_needs_a_reason() {
    let women = Policy { sex: SexRule::Women, ..Policy::default() };
    let mut story = Story::of(&[women]);
    assert!(story.give(&story.command(&[(1, 0, 1), (3, 0, 2)])).is_ok());
    assert_eq!(story.give(&story.command(&[(2, 0, 3)])), Err(StayError::NotMeant { rule: "sex" }));
}

#[test]
fn two_people_change_beds_in_one_step() {
    let mut story = Story::of(&[Policy::default()]);
    story.give(&story.command(&[(1, 0, 1), (2, 0, 2)])).unwrap();
    let facts = story.give(&story.command(&[(1, 0, 2), (2, 0, 1)])).unwrap();
    assert_eq!(facts.iter().filter(|fact| matches!(fact, Fact::BedFreed { .. })).count(), 2);
}

#[test]
fn blocked_closed_and_unknown_beds_are_not_given() {
    let mut story = Story::of(&[Policy::default()]);
    let (unit, room) = story.rooms[0];
    let block = BedAt { unit, room, bed: 1 };
    story.facts.push(Fact::BedBlocked { at: block, why: BlockReason::Defect, note: None });
    assert_eq!(story.give(&story.command(&[(1, 0, 1)])), Err(StayError::Blocked));
    assert_eq!(story.give(&story.command(&[(1, 0, 9)])), Err(StayError::NoSuchBed));
    story.facts.push(Fact::UnitClosed { unit, why: Text::parse("rain").unwrap() });
    assert_eq!(story.give(&story.command(&[(1, 0, 2)])), Err(StayError::UnitClosed));
}

#[test]
fn who_stays_at_another_site_is_transferred_first() {
    let mut story = Story::of(&[Policy::default()]);
    let household = HouseholdId(uuid::Uuid::from_u128(7));
    let of = Stay { stay: at().id(50), person: person(1), household, site: at().id(60) };
    story.facts.push(Fact::StayBegun(of));
    assert_eq!(story.give(&story.command(&[(1, 0, 1)])), Err(StayError::Elsewhere));
    story.facts.push(Fact::StayEnded { of, why: StayEnd::Transferred });
    assert!(story.give(&story.command(&[(1, 0, 1)])).is_ok());
}
