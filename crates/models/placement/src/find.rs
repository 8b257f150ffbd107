//! The finder: whole parties first, the hardest before the others; who is left makes room by moving others; then what is left
//! is split along its bonds, or listed.

use crate::{
    Party, Plan, Site, bound, plan, split,
    table::{Case, Packing, Table},
};

/// Up to so many parties, every way of keeping them together is tried before one is split.
const FEW: usize = 12;
/// Most packings that this search looks at.
const TRIES: usize = 40_000;

/// Proposes places for the whole list at once. The same input gives the same proposal.
///
/// Kept in every proposal: no place twice, every policy of unit and room, a place without steps for who needs one, quarantine
/// apart, everybody of a party in one unit. Where no assignment that was found does that, a household is split along its bonds
/// ([`crate::Proposal::split`]) if all of it then has places, and otherwise listed as without a place. Wanted, in this order: most
/// people placed; fewest parties split; parties in one room; transitory places last; accessible places spared.
#[must_use]
pub fn find(site: &Site, parties: &[Party]) -> Plan {
    let case = Case::of(site, parties);
    let at_most = bound::placed_at_most(&case);
    let mut best: Option<(Score, Table<'_>)> = None;
    for order in orders(&case) {
        let mut table = Table::new(&case);
        order.iter().for_each(|party| _ = settle(&mut table, *party));
        repair(&mut table);
        let score = score(&table);
        if best.as_ref().is_none_or(|(other, _)| score > *other) {
            best = Some((score, table));
        }
    }
    let mut table = best.map_or_else(|| Table::new(&case), |(_, table)| table);
    let people: usize = parties.iter().map(|party| party.members.len()).sum();
    if !table.without().is_empty() && parties.len() <= FEW && at_most == people {
        search(&mut table);
    }
    tidy(&mut table);
    split::split_rest(&mut table);
    plan::of(site, &table, at_most)
}

/// People placed, then parties in one room, then costs the other way round.
type Score = (usize, usize, usize);

fn score(table: &Table<'_>) -> Score {
    let placed = || table.packed.iter().enumerate().filter_map(|(p, packing)| Some((p, packing.as_ref()?)));
    let people = placed().map(|(party, _)| table.case.size(party)).sum();
    let one_room = placed().filter(|(_, packing)| packing.parts.len() == 1).count();
    let cost: usize = placed().map(|(_, packing)| packing.cost).sum();
    (people, one_room, usize::MAX - cost)
}

/// How many units could take the party if they were empty.
fn choices(table: &Table<'_>, party: usize) -> usize {
    let groups = table.case.groups.get(party);
    let takes = |unit: &usize| groups.is_some_and(|groups| table.pack(party, groups, *unit).is_some());
    (0..table.case.units.len()).filter(takes).count()
}

/// A party, its size, and how many units could take it.
type Hard = (usize, usize, usize);

fn orders(case: &Case<'_>) -> [Vec<usize>; 3] {
    let empty = Table::new(case);
    let all: Vec<Hard> =
        (0..case.parties.len()).map(|party| (party, case.size(party), choices(&empty, party))).collect();
    let by = |key: fn(&Hard) -> (usize, usize)| {
        let mut order = all.clone();
        order.sort_by_key(|one| (key(one), one.0));
        order.into_iter().map(|(party, _, _)| party).collect()
    };
    [
        by(|(_, size, choices)| (*choices, down(*size))),
        by(|(_, size, choices)| (down(*size), *choices)),
        // A party's chance to find a unit falls with its size and with the units that take it.
        by(|(_, size, choices)| (choices * 8 / size.max(&1), down(*size))),
    ]
}

/// Sorts the large before the small.
const fn down(size: usize) -> usize {
    usize::MAX - size
}

fn settle(table: &mut Table<'_>, party: usize) -> bool {
    let Some(packing) = table.best(party) else { return false };
    table.place(party, packing);
    true
}

/// Lets those without a place move others aside, as long as that places more people.
fn repair(table: &mut Table<'_>) {
    for _round in 0..3 {
        let mut without = table.without();
        without.sort_by_key(|party| (down(table.case.size(*party)), *party));
        let moved = without.into_iter().filter(|party| make_room(table, *party)).count();
        if moved == 0 {
            return;
        }
    }
}

fn make_room(table: &mut Table<'_>, party: usize) -> bool {
    settle(table, party) || (0..table.case.units.len()).any(|unit| make_room_in(table, party, unit))
}

/// Lifts parties out of a unit, the smallest first, until this one fits; then finds the lifted ones other places. Undone unless
/// more people have a place than before.
fn make_room_in(table: &mut Table<'_>, party: usize, unit: usize) -> bool {
    let Some(groups) = table.case.groups.get(party) else { return false };
    let mut residents = table.in_unit(unit);
    residents.sort_by_key(|other| (table.case.size(*other), *other));
    for one in residents.iter().copied() {
        let Some(was) = table.lift(one) else { continue };
        if let Some(packing) = table.pack(party, groups, unit) {
            table.place(party, packing);
            if settle(table, one) {
                return true;
            }
            table.lift(party);
        }
        table.place(one, was);
    }
    let mut lifted: Vec<(usize, Packing)> = Vec::new();
    for one in residents {
        lifted.extend(table.lift(one).map(|was| (one, was)));
        let Some(packing) = table.pack(party, groups, unit) else { continue };
        table.place(party, packing);
        let case = table.case;
        let homeless: usize =
            lifted.iter().rev().filter(|(one, _)| !settle(table, *one)).map(|(one, _)| case.size(*one)).sum();
        if homeless < case.size(party) {
            return true;
        }
        table.lift(party);
        break;
    }
    for (one, _) in &lifted {
        table.lift(*one);
    }
    for (one, was) in lifted {
        table.place(one, was);
    }
    false
}

/// Tries every way of placing all of a short list in whole parties, until one is found or the tries are spent.
fn search(table: &mut Table<'_>) {
    let Some(order) = orders(table.case).into_iter().next() else { return };
    let mut other = Table::new(table.case);
    let mut tries = TRIES;
    if go_on(&mut other, &order, &mut tries) {
        *table = other;
    }
}

fn go_on(table: &mut Table<'_>, order: &[usize], tries: &mut usize) -> bool {
    let Some((party, rest)) = order.split_first() else { return true };
    let Some(groups) = table.case.groups.get(*party) else { return false };
    for unit in 0..table.case.units.len() {
        for packing in table.ways(*party, groups, unit) {
            *tries = tries.saturating_sub(1);
            if *tries == 0 {
                return false;
            }
            table.place(*party, packing);
            if go_on(table, rest, tries) {
                return true;
            }
            table.lift(*party);
        }
    }
    false
}

/// Moves parties to cheaper rooms that have become free.
fn tidy(table: &mut Table<'_>) {
    for party in 0..table.case.parties.len() {
        let Some(was) = table.lift(party) else { continue };
        let best = table.best(party).filter(|best| best.cost < was.cost).unwrap_or(was);
        table.place(party, best);
    }
}
