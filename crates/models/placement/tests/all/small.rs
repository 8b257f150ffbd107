//! Against every possible assignment, where there are few enough to try them all.

use crate::convoy::Numbers;
use kernel::Sex;
use placement::{Member, Party, Place, Policy, Room, SexRule, Site, Unit, find};
use proptest::prelude::*;

/// Units of one room each, so that a party is in one unit when it is in one room.
fn case(seed: u64) -> (Site, Vec<Party>) {
    let mut numbers = Numbers(seed);
    let units = (0..2 + numbers.below(3))
        .map(|_| {
            let sex = [SexRule::Everybody, SexRule::Everybody, SexRule::Women, SexRule::Men];
            let policy = Policy { sex: sex[numbers.below(4) as usize], ..Policy::default() };
            let room = Room { free: vec![Place::default(); 2 + numbers.below(5) as usize], ..Room::default() };
            Unit { policy, rooms: vec![room] }
        })
        .collect();
    let parties = (0..2 + numbers.below(4))
        .map(|_| {
            let member = |numbers: &mut Numbers| Member {
                sex: if numbers.below(2) == 0 { Sex::Female } else { Sex::Male },
                age_years: 5 + numbers.below(40) as u8,
                no_steps: false,
            };
            Party::of((0..1 + numbers.below(5)).map(|_| member(&mut numbers)).collect())
        })
        .collect();
    (Site { units }, parties)
}

/// Whether some assignment of whole parties to units places everybody.
fn whole(site: &Site, parties: &[Party], left: &mut Vec<usize>) -> bool {
    let Some((party, rest)) = parties.split_first() else { return true };
    (0..site.units.len()).any(|unit| {
        let takes = party.members.iter().all(|member| site.units[unit].policy.takes(party, member).is_ok());
        if !takes || left[unit] < party.members.len() {
            return false;
        }
        left[unit] -= party.members.len();
        let found = whole(site, rest, left);
        left[unit] += party.members.len();
        found
    })
}

proptest! {
    #[test]
    fn no_household_is_split_or_left_when_some_assignment_keeps_all_together(seed in 0u64..1_000_000) {
        let (site, parties) = case(seed);
        let mut left: Vec<usize> = site.units.iter().map(|unit| unit.rooms[0].free.len()).collect();
        let plan = find(&site, &parties);
        if whole(&site, &parties, &mut left) {
            prop_assert!(plan.without.is_empty() && plan.figures.split == 0, "{:?}", plan);
            prop_assert_eq!(plan.figures.gap_people(), 0);
        }
    }
}
