//! What no proposal can better: relaxations of the case, each solved exactly.

use crate::{Together, flow::Network, room::Free, table::Case};
use std::collections::BTreeMap;

/// People who are always in one unit: a group of a household that may be split, or everybody of a party that may not.
struct Whole {
    party: usize,
    members: Vec<usize>,
    /// The units that could take all of them.
    units: Vec<bool>,
}

/// Those who could have places, in groups that are never divided. A party of which some group fits nowhere is proposed no place at all
/// and is left out.
fn wholes(case: &Case<'_>) -> Vec<Whole> {
    let mut out = Vec::new();
    for (p, party) in case.parties.iter().enumerate() {
        let all = || vec![(0..party.members.len()).collect()];
        let groups = match party.together {
            Together::Household => case.groups.get(p).cloned().unwrap_or_else(all),
            Together::Siblings | Together::Care => all(),
        };
        let whole = |members: Vec<usize>| {
            let units = (0..case.units.len()).map(|unit| could_take(case, p, &members, unit)).collect();
            Whole { party: p, members, units }
        };
        let of: Vec<Whole> = groups.into_iter().filter(|members| !members.is_empty()).map(whole).collect();
        if of.iter().all(|whole| whole.units.contains(&true)) {
            out.extend(of);
        }
    }
    out
}

/// Whether a unit has room for all of these: a room that takes each, places enough in rooms that take any, and among them places without
/// steps enough. Every proposal keeps this; it is not enough for one.
fn could_take(case: &Case<'_>, party: usize, members: &[usize], unit: usize) -> bool {
    let rooms: Vec<usize> = case.units.get(unit).cloned().unwrap_or_default();
    let takes = |room: &usize, member: usize| case.takes(party, *room, &[member]);
    let useful = rooms.iter().filter(|room| members.iter().any(|member| takes(room, *member)));
    let free: Vec<Free> = useful.filter_map(|room| case.rooms.get(*room)).map(|room| room.free).collect();
    members.iter().all(|member| rooms.iter().any(|room| takes(room, *member)))
        && free.iter().map(|free| free.total()).sum::<usize>() >= members.len()
        && free.iter().map(|free| free.accessible()).sum::<usize>() >= case.no_steps(party, members)
}

/// People who are alike for the rooms: which rooms could have them, and whether they need a place without steps.
type Kind = (bool, Vec<usize>);

fn kinds(case: &Case<'_>, wholes: &[Whole]) -> BTreeMap<Kind, usize> {
    let mut kinds = BTreeMap::new();
    for whole in wholes {
        let open = |room: &usize| case.rooms.get(*room).is_some_and(|of| whole.units.get(of.unit) == Some(&true));
        for member in &whole.members {
            let rooms = (0..case.rooms.len()).filter(|r| open(r) && case.takes(whole.party, *r, &[*member])).collect();
            *kinds.entry((case.no_steps(whole.party, &[*member]) > 0, rooms)).or_insert(0) += 1;
        }
    }
    kinds
}

/// Most people that could have a place: a maximum flow from people to places, which knows in which units each group could be, that a unit
/// holds whole groups only, and that some rooms hold one household.
pub(crate) fn placed_at_most(case: &Case<'_>) -> usize {
    let wholes = wholes(case);
    let caps = Caps { units: in_units(case, &wholes), one_household: in_one_household_rooms(case) };
    flow(case, &wholes, &caps, |free| (free.total(), free.accessible()))
}

/// Most people that could have a place that is not transitory. Of a group some may be in transitory places: only rooms are counted.
pub(crate) fn settled_at_most(case: &Case<'_>) -> usize {
    let caps = Caps { units: vec![usize::MAX; case.units.len()], one_household: in_one_household_rooms(case) };
    flow(case, &wholes(case), &caps, |free| {
        let (lasting, accessible) = (free.total() - free.transitory(), free.accessible_lasting());
        (lasting, accessible)
    })
}

/// Most people in each unit, and in its rooms for one household.
struct Caps {
    units: Vec<usize>,
    one_household: Vec<usize>,
}

/// For each unit the greatest number up to its free places that some of the groups that it could take add up to.
fn in_units(case: &Case<'_>, wholes: &[Whole]) -> Vec<usize> {
    let most = |(unit, rooms): (usize, &Vec<usize>)| {
        let free = rooms.iter().filter_map(|room| case.rooms.get(*room)).map(|room| room.free.total()).sum::<usize>();
        let mut sums = vec![false; free + 1];
        if let Some(nobody) = sums.first_mut() {
            *nobody = true;
        }
        for whole in wholes.iter().filter(|whole| whole.units.get(unit) == Some(&true)) {
            let size = whole.members.len();
            for sum in (size..=free).rev() {
                let before = sums.get(sum - size) == Some(&true);
                if let Some(reached) = sums.get_mut(sum) {
                    *reached |= before;
                }
            }
        }
        sums.iter().rposition(|reached| *reached).unwrap_or(0)
    };
    case.units.iter().enumerate().map(most).collect()
}

/// For each unit the sum of its largest parties, one for each room that holds one household: of each those that some such room takes.
fn in_one_household_rooms(case: &Case<'_>) -> Vec<usize> {
    let most = |rooms: &Vec<usize>| {
        let one = |room: &&usize| case.rooms.get(**room).is_some_and(|of| of.one_household() && of.free.total() > 0);
        let rooms: Vec<usize> = rooms.iter().filter(one).copied().collect();
        let people = |party: usize| {
            let takes = |member: &usize| rooms.iter().any(|room| case.takes(party, *room, &[*member]));
            (0..case.size(party)).filter(takes).count()
        };
        let mut parties: Vec<usize> = (0..case.parties.len()).map(people).collect();
        parties.sort_unstable_by_key(|people| std::cmp::Reverse(*people));
        parties.iter().take(rooms.len()).sum()
    };
    case.units.iter().map(most).collect()
}

fn flow(case: &Case<'_>, wholes: &[Whole], caps: &Caps, places: impl Fn(Free) -> (usize, usize)) -> usize {
    let kinds = kinds(case, wholes);
    let (rooms, units) = (case.rooms.len(), case.units.len());
    // Nodes: source, sink, a room's plain and accessible places, units, their rooms for one household, kinds of people.
    let (source, sink, plain, accessible) = (0, 1, 2, 2 + rooms);
    let (unit, one_household) = (2 + 2 * rooms, 2 + 2 * rooms + units);
    let first = one_household + units;
    let mut net = Network::new(first + kinds.len());
    for (u, (all, in_rooms_for_one)) in caps.units.iter().zip(&caps.one_household).enumerate() {
        net.edge(unit + u, sink, *all);
        net.edge(one_household + u, unit + u, *in_rooms_for_one);
    }
    for (r, room) in case.rooms.iter().enumerate() {
        let (all, without_steps) = places(room.free);
        let into = if room.one_household() { one_household } else { unit } + room.unit;
        net.edge(plain + r, into, all - without_steps);
        net.edge(accessible + r, into, without_steps);
    }
    for (k, ((no_steps, rooms), people)) in kinds.iter().enumerate() {
        net.edge(source, first + k, *people);
        for room in rooms {
            net.edge(first + k, accessible + room, *people);
            if !no_steps {
                net.edge(first + k, plain + room, *people);
            }
        }
    }
    net.greatest(source, sink)
}

/// Parties of two and more for whom some room is large enough and suits all.
pub(crate) fn one_room_at_most(case: &Case<'_>) -> usize {
    let fits = |p: usize| {
        let members: Vec<usize> = (0..case.size(p)).collect();
        let no_steps = case.no_steps(p, &members);
        case.rooms
            .iter()
            .enumerate()
            .any(|(r, room)| case.takes(p, r, &members) && room.free.taken_by(members.len(), no_steps).is_some())
    };
    (0..case.parties.len()).filter(|p| case.size(*p) > 1 && fits(*p)).count()
}
