//! What no proposal can better: relaxations that forget who belongs together.

use crate::{flow::Network, table::Case};
use std::collections::BTreeMap;

/// People who are alike for the rooms: which rooms take them, and whether they need a place without steps.
type Kind = (bool, Vec<usize>);

fn kinds(case: &Case<'_>) -> BTreeMap<Kind, usize> {
    let mut kinds = BTreeMap::new();
    for (p, party) in case.parties.iter().enumerate() {
        for (m, member) in party.members.iter().enumerate() {
            let rooms = (0..case.rooms.len()).filter(|room| case.takes(p, *room, &[m])).collect();
            *kinds.entry((member.no_steps, rooms)).or_insert(0) += 1;
        }
    }
    kinds
}

/// Most people that could have a place: a maximum flow from people to places.
pub(crate) fn placed_at_most(case: &Case<'_>) -> usize {
    flow(case, |free| (free.total(), free.accessible()))
}

/// Most people that could have a place that is not transitory.
pub(crate) fn settled_at_most(case: &Case<'_>) -> usize {
    flow(case, |free| {
        let (lasting, accessible) = (free.total() - free.transitory(), free.accessible_lasting());
        (lasting, accessible)
    })
}

fn flow(case: &Case<'_>, places: impl Fn(crate::room::Free) -> (usize, usize)) -> usize {
    let kinds = kinds(case);
    let rooms = case.rooms.len();
    // Nodes: source, sink, a room's plain and accessible places, kinds of people.
    let (source, sink, plain, accessible, first) = (0, 1, 2, 2 + rooms, 2 + 2 * rooms);
    let mut net = Network::new(first + kinds.len());
    for (r, room) in case.rooms.iter().enumerate() {
        let (all, without_steps) = places(room.free);
        net.edge(plain + r, sink, all - without_steps);
        net.edge(accessible + r, sink, without_steps);
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
