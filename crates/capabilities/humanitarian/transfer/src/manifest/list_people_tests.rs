//! Who travels together, and who is left behind only with words.

use super::*;
use crate::convoy::{DepartConvoy, convoy_tests::Story};
use kernel::HouseholdId;
use people::Kin;

pub fn person(n: u128) -> PersonId {
    PersonId(uuid::Uuid::from_u128(n))
}

fn kin(n: u128, household: u128, bonds: &[u128]) -> Kin {
    let bonds = bonds.iter().map(|n| person(*n)).collect();
    Kin { person: person(n), household: HouseholdId(uuid::Uuid::from_u128(household)), bonds }
}

/// A household of three, who are all still where they were.
pub fn family() -> Companions {
    let kin = vec![kin(1, 7, &[]), kin(2, 7, &[]), kin(3, 7, &[])];
    let others = (1..=3).map(|n| (person(n), Whereabouts::Behind)).collect();
    Companions { kin, others }
}

fn list(story: &Story, people: &[u128], companions: Companions) -> ListPeople {
    let people = people.iter().map(|n| person(*n)).collect();
    ListPeople { convoy: story.convoy, people, apart: None, companions }
}

fn parted(facts: &[Fact]) -> usize {
    facts.iter().filter(|fact| matches!(fact, Fact::FamilyParted { .. })).count()
}

#[test]
fn a_household_is_listed_whole_or_with_words_about_who_stays() {
    let mut story = Story::announced();
    let two = list(&story, &[1, 2], family());
    assert_eq!(story.refused(&two), ConvoyError::Apart { people: 3 });
    assert_eq!(parted(&story.done(&ListPeople { apart: ListPeople::example().apart, ..two })), 1);
    // The third makes it whole again: no words are asked for.
    assert_eq!(parted(&story.done(&list(&story, &[3], family()))), 0);
    assert_eq!(story.refused(&list(&story, &[1, 2, 3], family())), ConvoyError::Already);
}

#[test]
fn who_is_there_already_or_went_away_is_not_left_behind() {
    let mut story = Story::announced();
    let others = [(person(1), Whereabouts::Behind)].into();
    assert_eq!(parted(&story.done(&list(&story, &[1], Companions { others, ..family() }))), 0);
}

#[test]
fn a_household_is_not_split_over_two_convoys_without_words() {
    let story = Story::announced();
    let other = Whereabouts::On(ConvoyId(uuid::Uuid::from_u128(99)));
    let others = [(person(2), other), (person(3), other)].into();
    let one = list(&story, &[1], Companions { others, ..family() });
    assert_eq!(story.refused(&one), ConvoyError::Apart { people: 3 });
}

#[test]
fn a_child_is_not_listed_without_its_caregiver_of_another_household() {
    let story = Story::announced();
    let companions =
        Companions { kin: vec![kin(1, 7, &[2]), kin(2, 8, &[1])], others: [(person(2), Whereabouts::Behind)].into() };
    assert_eq!(story.refused(&list(&story, &[1], companions.clone())), ConvoyError::Apart { people: 2 });
    let told = ListPeople { apart: ListPeople::example().apart, ..list(&story, &[1], companions) };
    let mut story = story;
    assert_eq!(parted(&story.done(&told)), 1, "both households are told of in one fact");
}

#[test]
fn whoever_was_on_board_is_listed_also_after_it_left_and_more_than_seats() {
    let mut story = Story::announced();
    story.done(&DepartConvoy { convoy: story.convoy, ..DepartConvoy::counted(40) });
    let many: Vec<u128> = (100..140).collect();
    story.done(&list(&story, &many, Companions::default()));
}
