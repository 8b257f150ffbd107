//! Against every possible assignment, where there are few enough to try them all.

use crate::convoy::Numbers;
use kernel::Sex;
use placement::{Bond, Member, Party, Place, Policy, Room, SexRule, Site, Unit, find};
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

/// Ways to put groups of a party into units, each group whole: the places that each unit has left after it.
fn ways(site: &Site, party: &Party, groups: &[Vec<usize>], left: &[usize]) -> Vec<Vec<usize>> {
    let Some((group, rest)) = groups.split_first() else { return vec![left.to_vec()] };
    let takes = |unit: usize| {
        left[unit] >= group.len()
            && group.iter().all(|member| site.units[unit].policy.takes(party, &party.members[*member]).is_ok())
    };
    let with = |unit: usize| {
        let mut left = left.to_vec();
        left[unit] -= group.len();
        ways(site, party, rest, &left)
    };
    (0..left.len()).filter(|unit| takes(*unit)).flat_map(with).collect()
}

/// Most people that any assignment places, each party whole or along its bonds and never in part, by trying all.
fn most(site: &Site, parties: &[Party], left: &[usize]) -> usize {
    let Some((party, rest)) = parties.split_first() else { return 0 };
    let placed =
        ways(site, party, &party.groups(), left).into_iter().map(|left| party.members.len() + most(site, rest, &left));
    placed.max().unwrap_or(0).max(most(site, rest, left))
}

proptest! {
    #[test]
    fn no_assignment_betters_the_bound_and_the_proposal_is_within_it(seed in 0u64..1_000_000) {
        let (site, mut parties) = case(seed);
        parties.truncate(3);
        for party in &mut parties {
            let all = (0..party.members.len()).skip(seed as usize % 2).collect();
            party.bonds = vec![Bond { members: all }];
        }
        let left: Vec<usize> = site.units.iter().map(|unit| unit.rooms[0].free.len()).collect();
        let (plan, most) = (find(&site, &parties), most(&site, &parties, &left));
        prop_assert!(plan.figures.placed <= most && most <= plan.figures.placed_at_most, "{most} {:?}", plan.figures);
    }
}

#[test]
fn free_places_that_only_parts_of_families_fit_in_are_not_counted_as_possible() {
    let women = Policy { sex: SexRule::Women, ..Policy::default() };
    let room = |places| vec![Room { free: vec![Place::default(); places], ..Room::default() }];
    let site = Site {
        units: vec![Unit { policy: women, rooms: room(6) }, Unit { policy: Policy::default(), rooms: room(3) }],
    };
    let member = |sex, age_years| Member { sex, age_years, no_steps: false };
    let pair = Bond { members: vec![0, 1] };
    let couple = Party { bonds: vec![pair], ..Party::of(vec![member(Sex::Female, 30), member(Sex::Male, 33)]) };
    let figures = find(&site, &[couple.clone(), couple.clone(), couple]).figures;
    // The flow of single people would say 6: three women in the hall, and three of the others. A pair stays a pair: two.
    assert_eq!((figures.placed, figures.placed_at_most), (2, 2));
}
