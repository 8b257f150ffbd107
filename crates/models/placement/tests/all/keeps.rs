//! Every rule is kept, whatever the list and the site.

use crate::convoy::{arrivals, site};
use kernel::Sex;
use placement::{Party, Plan, Site, Together, find};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// What a proposal breaks, by an arithmetic of its own.
fn broken(site: &Site, parties: &[Party], plan: &Plan) -> Vec<String> {
    let mut out = Vec::new();
    let mut used = BTreeSet::new();
    let mut households: BTreeMap<(usize, usize), BTreeSet<usize>> = BTreeMap::new();
    for proposal in &plan.proposals {
        let party = &parties[proposal.party];
        let name = format!("party {}", proposal.party);
        if proposal.places.len() != party.members.len() {
            out.push(format!("{name}: {} places for {} members", proposal.places.len(), party.members.len()));
        }
        let units: BTreeSet<usize> = proposal.places.iter().map(|at| at.unit).collect();
        if proposal.split != (units.len() > 1) {
            out.push(format!("{name}: in units {units:?}, split {}", proposal.split));
        }
        if units.len() > 1 && party.together != Together::Household {
            out.push(format!("{name}: siblings or a child apart"));
        }
        for bond in &party.bonds {
            let of_bond: BTreeSet<usize> = bond.members.iter().map(|member| proposal.places[*member].unit).collect();
            if of_bond.len() > 1 {
                out.push(format!("{name}: a bond apart"));
            }
        }
        for (member, at) in party.members.iter().zip(&proposal.places) {
            if !used.insert(*at) {
                out.push(format!("{name}: a place twice"));
            }
            households.entry((at.unit, at.room)).or_default().insert(proposal.party);
            let (unit, room) = (&site.units[at.unit], &site.units[at.unit].rooms[at.room]);
            for policy in [&unit.policy, &room.policy] {
                if let Err(misfit) = policy.takes(party, member) {
                    out.push(format!("{name}: {misfit:?}"));
                }
            }
            if (unit.policy.quarantine || room.policy.quarantine) != party.quarantine {
                out.push(format!("{name}: quarantine"));
            }
            if member.no_steps && !room.free[at.place].accessible {
                out.push(format!("{name}: steps"));
            }
        }
    }
    for ((unit, room), inside) in households {
        let one = site.units[unit].policy.one_household || site.units[unit].rooms[room].policy.one_household;
        if one && inside.len() > 1 {
            out.push(format!("room {unit}/{room} holds {inside:?}"));
        }
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]
    #[test]
    fn every_rule_is_kept_and_everybody_is_proposed_a_place_or_listed(
        seed in 0u64..100_000, people in 1usize..90, units in 1usize..12, places in 1usize..110
    ) {
        let (site, parties) = (site(units, places, seed), arrivals(people, seed + 1));
        let plan = find(&site, &parties);
        prop_assert_eq!(broken(&site, &parties, &plan), Vec::<String>::new());
        let mut told: Vec<usize> =
            plan.proposals.iter().map(|p| p.party).chain(plan.without.iter().map(|w| w.party)).collect();
        told.sort_unstable();
        prop_assert_eq!(told, (0..parties.len()).collect::<Vec<_>>());
        let figures = plan.figures;
        prop_assert!(figures.placed <= figures.placed_at_most && figures.placed_at_most <= figures.people);
        prop_assert!(figures.in_one_room <= figures.in_one_room_at_most);
        prop_assert!(figures.transitory >= figures.transitory_at_least);
        prop_assert_eq!(figures.split, plan.proposals.iter().filter(|p| p.split).count());
        prop_assert!(plan.without.iter().all(|w| !w.why.is_empty() || units == 0));
        prop_assert_eq!(find(&site, &parties), plan);
    }
}

#[test]
fn a_convoy_of_600_is_placed_whole_with_its_families() {
    let (site, parties) = (site(40, 700, 3), arrivals(600, 4));
    let plan = find(&site, &parties);
    println!("{:?}, gap {}", plan.figures, plan.figures.gap_people());
    assert_eq!(broken(&site, &parties, &plan), Vec::<String>::new());
    assert!(plan.figures.gap_people() * 50 <= plan.figures.people, "{:?}", plan.figures);
}

#[test]
fn a_man_alone_is_not_sent_away_when_only_a_hall_for_women_is_left() {
    let women = placement::Policy { sex: placement::SexRule::Women, ..placement::Policy::default() };
    let mut site = site(1, 20, 1);
    site.units[0].policy = women;
    let man = placement::Member { sex: Sex::Male, age_years: 40, no_steps: false };
    let plan = find(&site, &[Party::of(vec![man])]);
    assert_eq!(plan.without[0].why, [(placement::Misfit::Sex, 1)]);
}
