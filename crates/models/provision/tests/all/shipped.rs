//! The list that is shipped, against figures computed by hand from the documents it names.

use kernel::Date;
use provision::{Measured, NormList, Phase, Population, State, gap};

const LIST: &str = include_str!("../../../../../data/norms/norms.toml");

fn list() -> NormList {
    NormList::parse(LIST).unwrap_or_else(|faults| panic!("{faults:?}"))
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn needed(code: &str, phase: Phase, people: u64) -> u64 {
    let list = list();
    let norm = list.applied(code, phase, day("2026-11-24")).unwrap();
    gap(norm, Population { people, households: people.div_ceil(5) }, None).needed
}

/// 5 000 people of 1 000 households. UNHCR WASH Standards (March 2018): 15 L → 75 000 L; 250 a tap → 20; 50 a toilet → 100; 50 a
/// bathing place → 100; 500 a promoter → 10. Sphere 2018, p. 118: 3:1, so 75 of the 100 toilets. UNHCR Handbook for Emergencies (1999):
/// 2 100 kcal → 10.5 million; ten families a container → 100. Sphere 2004: 3.5 m² → 17 500. One health post for 10 000 → 1.
#[test]
fn the_needs_of_five_thousand_people_are_those_computed_by_hand() {
    let by_hand = [
        ("WATER", 75_000, 100_000),
        ("TAPS", 20, 50),
        ("TOILETS", 100, 250),
        ("TOILETS-WOMEN", 75, 188),
        ("BATHS", 100, 250),
        ("PROMOTERS", 10, 5),
        ("FOOD", 10_500_000, 10_500_000),
        ("WASTE", 100, 100),
        ("COVERED", 17_500, 17_500),
        ("HEALTH", 1, 1),
        ("QUEUE", 30, 30),
        ("WATER-WAY", 500, 200),
        ("TOILET-WAY", 50, 50),
        ("AREA", 150_000, 150_000),
        ("PRIVATE-ROOM", 1, 1),
    ];
    for (code, emergency, stable) in by_hand {
        let found = (needed(code, Phase::Emergency, 5_000), needed(code, Phase::Stable, 5_000));
        assert_eq!(found, (emergency, stable), "{code}");
    }
    assert_eq!(list().all_applied(Phase::Emergency, day("2026-11-24")).count(), by_hand.len());
}

/// One more person than a multiple asks for one more: 1 001 people, 15 L → 15 015 L; 20 a toilet → 51; 10 001 people → 2 health posts.
#[test]
fn a_part_of_a_toilet_is_a_toilet() {
    assert_eq!(needed("WATER", Phase::Emergency, 1_001), 15_015);
    assert_eq!(needed("TOILETS", Phase::Transition, 1_001), 51);
    assert_eq!(needed("HEALTH", Phase::Stable, 10_001), 2);
    assert_eq!(needed("COVERED", Phase::Emergency, 3), 11);
}

/// 640 people, 8 200 L a day: 9 600 L are needed, 1 400 are missing, 85 of a hundred are met (85.4), and 12.8 L are there for each.
#[test]
fn a_gap_is_the_difference_and_the_share_is_rounded_down() {
    let list = list();
    let norm = list.applied("WATER", Phase::Emergency, day("2026-11-24")).unwrap();
    let there = Some(Measured { total: 8_200, women: None, men: None });
    let found = gap(norm, Population { people: 640, households: 120 }, there);
    assert_eq!((found.needed, found.aimed, found.missing, found.share), (9_600, 12_800, 1_400, Some(85)));
    assert_eq!(found.state, State::Short);
}

#[test]
fn the_edition_of_the_day_is_applied() {
    let list = list();
    let of = |code, on: &str| list.applied(code, Phase::Emergency, day(on)).map(|norm| norm.edition.as_str());
    assert_eq!(of("WATER", "2017-06-01"), Some("2015-12"));
    assert_eq!(of("WATER", "2018-03-01"), Some("2018-03"));
    assert_eq!(of("QUEUE", "2017-12-31"), Some("2004"));
    assert_eq!(of("QUEUE", "2018-01-01"), Some("2018"));
    assert_eq!(of("WATER", "2010-01-01"), None);
}

#[test]
fn what_was_not_seen_says_why() {
    for norm in list().norms.iter().filter(|norm| !norm.verified) {
        assert!(norm.note.is_some(), "{} {}", norm.code, norm.edition);
    }
}
