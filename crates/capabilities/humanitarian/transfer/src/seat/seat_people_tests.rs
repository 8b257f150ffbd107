//! Families in one vehicle or with words, vehicles within their seats or with words.

use super::*;
use crate::{
    convoy::{ArriveConvoy, convoy_tests::Story},
    manifest::{Companions, ListPeople},
};
use kernel::HouseholdId;

fn person(n: u128) -> PersonId {
    PersonId(uuid::Uuid::from_u128(n))
}

fn kin(n: u128, household: u128, bonds: &[u128]) -> Kin {
    let bonds = bonds.iter().map(|n| person(*n)).collect();
    Kin { person: person(n), household: HouseholdId(uuid::Uuid::from_u128(household)), bonds }
}

/// A convoy of two vehicles with three and two seats, with people 1 to 6 on its list.
fn listed() -> Story {
    let mut story = Story::announced_in(&[("A", 3), ("B", 2)]);
    let people = (1..=6).map(person).collect();
    story.done(&ListPeople { convoy: story.convoy, people, apart: None, companions: Companions::default() });
    story
}

fn seat(story: &Story, seats: &[(u128, &str)], kin: Vec<Kin>) -> SeatPeople {
    let seat = |(n, vehicle): &(u128, &str)| Seat { person: person(*n), vehicle: Text::parse(vehicle).ok() };
    let seats = seats.iter().map(seat).collect();
    SeatPeople { convoy: story.convoy, seats, apart: None, crowded: None, kin }
}

#[test]
fn a_family_over_two_vehicles_needs_words() {
    let mut story = listed();
    let family = || vec![kin(1, 7, &[]), kin(2, 7, &[])];
    let split = seat(&story, &[(1, "A"), (2, "B")], family());
    assert_eq!(story.refused(&split), ConvoyError::SeatedApart { people: 2 });
    story.done(&seat(&story, &[(1, "A"), (2, "A")], family()));
    // One of them alone is moved away from the other.
    let moved = seat(&story, &[(2, "B")], family());
    assert_eq!(story.refused(&moved), ConvoyError::SeatedApart { people: 2 });
    let told = story.done(&SeatPeople { apart: SeatPeople::example().apart, ..moved });
    assert!(
        matches!(&told[..], [Fact::PeopleSeated { .. }, Fact::FamilySeatedApart { people, .. }] if people.len() == 2)
    );
}

#[test]
fn a_child_sits_with_its_caregiver_of_another_household() {
    let story = listed();
    let bound = vec![kin(1, 7, &[2]), kin(2, 8, &[1])];
    let split = seat(&story, &[(1, "A"), (2, "B")], bound);
    assert_eq!(story.refused(&split), ConvoyError::SeatedApart { people: 2 });
}

#[test]
fn more_people_than_seats_need_words() {
    let mut story = listed();
    story.done(&seat(&story, &[(1, "B"), (2, "B")], vec![]));
    let third = seat(&story, &[(3, "B")], vec![]);
    let vehicle = Text::parse("B").unwrap();
    assert_eq!(story.refused(&third), ConvoyError::Crowded { vehicle, people: 3, seats: 2 });
    let facts = story.done(&SeatPeople { crowded: Text::parse("a baby on her lap").ok(), ..third });
    assert!(matches!(&facts[..], [_, Fact::VehicleCrowded { person: who, .. }] if *who == person(3)));
}

#[test]
fn a_seat_takes_the_place_of_the_one_before() {
    let mut story = listed();
    story.done(&seat(&story, &[(1, "A")], vec![]));
    assert_eq!(story.refused(&seat(&story, &[(1, "A")], vec![])), ConvoyError::Already);
    assert_eq!(story.refused(&seat(&story, &[(2, "")], vec![])), ConvoyError::Already);
    let facts = story.done(&seat(&story, &[(1, "B"), (2, "B")], vec![]));
    assert!(matches!(&facts[..], [Fact::PeopleSeated { after, .. }] if after.len() == 1));
}

#[test]
fn only_who_is_listed_and_in_a_vehicle_of_the_plan() {
    let mut story = listed();
    assert_eq!(story.refused(&seat(&story, &[(9, "A")], vec![])), ConvoyError::NotOnList);
    assert_eq!(story.refused(&seat(&story, &[(1, "C")], vec![])), ConvoyError::NoVehicle);
    assert_eq!(story.refused(&seat(&story, &[(1, "A"), (1, "B")], vec![])), ConvoyError::Twice);
    story.done(&ArriveConvoy { convoy: story.convoy, ..ArriveConvoy::counted(6) });
    assert_eq!(story.refused(&seat(&story, &[(1, "A")], vec![])), ConvoyError::Arrived);
}
