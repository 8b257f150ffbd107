//! Splitting a household that nothing keeps together: along its bonds, over as few units as a first fit finds, and only if all of
//! it then has places. A person has to agree to each.

use crate::{
    Together,
    table::{Packing, Table},
};

/// Splits what is without a place and may be split.
pub(crate) fn split_rest(table: &mut Table<'_>) {
    for party in table.without() {
        let household = table.case.parties.get(party).is_some_and(|p| p.together == Together::Household);
        if household && let Some(packing) = over_units(table, party) {
            table.place(party, packing);
        }
    }
}

fn over_units(table: &Table<'_>, party: usize) -> Option<Packing> {
    let mut rest = table.case.groups.get(party)?.clone();
    let mut tried = table.clone();
    let mut parts = Vec::new();
    let mut cost = 0;
    while !rest.is_empty() {
        let unit_of = |unit: usize| {
            let here = as_many_as_fit(&tried, party, &rest, unit);
            let packing = tried.pack(party, &here, unit)?;
            Some((here, packing))
        };
        let people = |groups: &[Vec<usize>]| groups.iter().map(Vec::len).sum::<usize>();
        let (here, packing) = (0..table.case.units.len())
            .filter_map(unit_of)
            .filter(|(here, _)| !here.is_empty())
            .min_by_key(|(here, packing)| (usize::MAX - people(here), packing.cost))?;
        rest.retain(|group| !here.contains(group));
        cost += packing.cost;
        parts.extend(packing.parts.clone());
        tried.place(party, packing);
    }
    Some(Packing { parts, cost, split: true })
}

fn as_many_as_fit(table: &Table<'_>, party: usize, groups: &[Vec<usize>], unit: usize) -> Vec<Vec<usize>> {
    let mut here: Vec<Vec<usize>> = Vec::new();
    for group in groups {
        here.push(group.clone());
        if table.pack(party, &here, unit).is_none() {
            here.pop();
        }
    }
    here
}
