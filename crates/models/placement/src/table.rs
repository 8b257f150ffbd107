//! The case, and a proposal in the making: what each room has left and which rooms each party has.

use crate::{Member, Misfit, Party, Policy, Site, room::Free};

/// The case: what does not change while proposals are tried.
pub(crate) struct Case<'a> {
    pub parties: &'a [Party],
    pub rooms: Vec<RoomOf<'a>>,
    /// The rooms of each unit.
    pub units: Vec<Vec<usize>>,
    /// Each party's members in groups that stay together.
    pub groups: Vec<Vec<Vec<usize>>>,
    /// For each party and room: which members it takes.
    takes: Vec<Vec<Vec<bool>>>,
    /// For each room: how many people of the list it takes; the fewer, the better to use it for them.
    width: Vec<usize>,
}

/// A room and where it stands.
pub(crate) struct RoomOf<'a> {
    pub unit: usize,
    pub room: usize,
    pub free: Free,
    pub policies: [&'a Policy; 2],
    pub lived_in: bool,
}

impl RoomOf<'_> {
    pub fn one_household(&self) -> bool {
        self.policies.iter().any(|policy| policy.one_household)
    }

    /// Whether the room takes this member; otherwise the first rule against it.
    pub fn takes(&self, party: &Party, member: &Member) -> Result<(), Misfit> {
        if party.unit.is_some_and(|unit| unit != self.unit) {
            return Err(Misfit::Apart);
        }
        if self.policies.iter().any(|policy| policy.quarantine) != party.quarantine {
            return Err(Misfit::Quarantine);
        }
        self.policies.iter().try_for_each(|policy| policy.takes(party, member))?;
        if self.one_household() && self.lived_in { Err(Misfit::Full) } else { Ok(()) }
    }
}

impl<'a> Case<'a> {
    pub fn of(site: &'a Site, parties: &'a [Party]) -> Self {
        let (mut rooms, mut units) = (Vec::new(), Vec::new());
        for (u, unit) in site.units.iter().enumerate() {
            units.push((rooms.len()..rooms.len() + unit.rooms.len()).collect());
            rooms.extend(unit.rooms.iter().enumerate().map(|(r, room)| RoomOf {
                unit: u,
                room: r,
                free: Free::of(&room.free),
                policies: [&unit.policy, &room.policy],
                lived_in: room.lived_in,
            }));
        }
        let row = |party: &Party, room: &RoomOf<'_>| -> Vec<bool> {
            party.members.iter().map(|member| room.takes(party, member).is_ok()).collect()
        };
        let takes: Vec<Vec<Vec<bool>>> =
            parties.iter().map(|party| rooms.iter().map(|room| row(party, room)).collect()).collect();
        let people_of = |r: usize| takes.iter().filter_map(|of| of.get(r)).flatten().filter(|takes| **takes).count();
        let width = (0..rooms.len()).map(people_of).collect();
        Self { groups: parties.iter().map(Party::groups).collect(), parties, rooms, units, takes, width }
    }

    pub fn size(&self, party: usize) -> usize {
        self.parties.get(party).map_or(0, |party| party.members.len())
    }

    pub fn takes(&self, party: usize, room: usize, members: &[usize]) -> bool {
        let row = self.takes.get(party).and_then(|rooms| rooms.get(room));
        row.is_some_and(|row| members.iter().all(|member| row.get(*member) == Some(&true)))
    }

    pub fn no_steps(&self, party: usize, members: &[usize]) -> usize {
        let party = self.parties.get(party);
        members.iter().filter(|m| party.and_then(|p| p.members.get(**m)).is_some_and(|m| m.no_steps)).count()
    }
}

/// Some members of a party in one room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    pub room: usize,
    pub members: Vec<usize>,
    pub taken: Free,
}

/// A party in its rooms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Packing {
    pub parts: Vec<Part>,
    pub cost: usize,
    pub split: bool,
}

/// A proposal in the making.
#[derive(Clone)]
pub(crate) struct Table<'a> {
    pub case: &'a Case<'a>,
    left: Vec<Free>,
    /// Parties of this list in each room.
    inside: Vec<usize>,
    pub packed: Vec<Option<Packing>>,
}

/// Each room beyond the first.
const A_FURTHER_ROOM: usize = 1_000_000;
/// A group that stays together in the unit but not in the room.
const A_GROUP_IN_TWO_ROOMS: usize = 100_000;
/// A transitory place.
const TRANSITORY: usize = 10_000;
/// An accessible place for somebody who can climb steps.
const ACCESSIBLE: usize = 500;
/// A room that takes everybody of the list, against one that takes few.
const WIDTH: usize = 400;

impl<'a> Table<'a> {
    pub fn new(case: &'a Case<'a>) -> Self {
        let left = case.rooms.iter().map(|room| room.free).collect();
        Self { case, left, inside: vec![0; case.rooms.len()], packed: vec![None; case.parties.len()] }
    }

    pub fn left(&self, room: usize) -> Free {
        self.left.get(room).copied().unwrap_or_default()
    }

    /// The parties without rooms.
    pub fn without(&self) -> Vec<usize> {
        self.packed.iter().enumerate().filter(|(_, packing)| packing.is_none()).map(|(party, _)| party).collect()
    }

    /// The parties in a unit.
    pub fn in_unit(&self, unit: usize) -> Vec<usize> {
        let here = |packing: &Packing| {
            packing.parts.iter().any(|part| self.case.rooms.get(part.room).is_some_and(|room| room.unit == unit))
        };
        let with = self.packed.iter().enumerate();
        with.filter(|(_, packing)| packing.as_ref().is_some_and(here)).map(|(party, _)| party).collect()
    }

    /// The cheapest rooms for all of a party, in one unit.
    pub fn best(&self, party: usize) -> Option<Packing> {
        let groups = self.case.groups.get(party)?;
        (0..self.case.units.len()).filter_map(|unit| self.pack(party, groups, unit)).min_by_key(|packing| packing.cost)
    }

    /// The cheapest rooms of a unit for these groups of a party: one room where one takes all, else as few as a first fit finds.
    pub fn pack(&self, party: usize, groups: &[Vec<usize>], unit: usize) -> Option<Packing> {
        let rooms = self.case.units.get(unit)?;
        let all: Vec<usize> = groups.iter().flatten().copied().collect();
        if rooms.iter().map(|room| self.left(*room).total()).sum::<usize>() < all.len() {
            return None;
        }
        let alone = rooms.iter().filter_map(|room| self.part(party, *room, all.clone()));
        if let Some(part) = alone.min_by_key(|part| self.cost(part)) {
            let cost = self.cost(&part);
            return Some(Packing { parts: vec![part], cost, split: false });
        }
        self.pack_rooms(party, groups, rooms)
    }

    fn pack_rooms(&self, party: usize, groups: &[Vec<usize>], rooms: &[usize]) -> Option<Packing> {
        let mut parts: Vec<Part> = Vec::new();
        let mut broken = 0;
        for group in groups {
            if self.add(party, group, rooms, &mut parts) {
                continue;
            }
            broken += 1;
            for member in group {
                if !self.add(party, std::slice::from_ref(member), rooms, &mut parts) {
                    return None;
                }
            }
        }
        let further = parts.len().saturating_sub(1) * A_FURTHER_ROOM + broken * A_GROUP_IN_TWO_ROOMS;
        let cost = parts.iter().map(|part| self.cost(part)).sum::<usize>() + further;
        Some(Packing { parts, cost, split: false })
    }

    /// Adds a group to a room that the party has already, else to the one with most places left.
    fn add(&self, party: usize, group: &[usize], rooms: &[usize], parts: &mut Vec<Part>) -> bool {
        for part in parts.iter_mut() {
            let members: Vec<usize> = part.members.iter().chain(group).copied().collect();
            if let Some(larger) = self.part(party, part.room, members) {
                *part = larger;
                return true;
            }
        }
        let free = rooms.iter().filter(|room| parts.iter().all(|part| part.room != **room));
        let fits = free.filter_map(|room| self.part(party, *room, group.to_vec()));
        let most = fits.max_by_key(|part| (self.left(part.room).total(), usize::MAX - self.cost(part)));
        parts.extend(most.clone());
        most.is_some()
    }

    /// These members in a room, if it takes them and has places for them.
    fn part(&self, party: usize, room: usize, members: Vec<usize>) -> Option<Part> {
        let of = self.case.rooms.get(room)?;
        if of.one_household() && self.inside.get(room).is_some_and(|parties| *parties > 0) {
            return None;
        }
        if !self.case.takes(party, room, &members) {
            return None;
        }
        let taken = self.left(room).taken_by(members.len(), self.case.no_steps(party, &members))?;
        Some(Part { room, members, taken })
    }

    fn cost(&self, part: &Part) -> usize {
        let people: usize = self.case.parties.iter().map(|party| party.members.len()).sum();
        let width = self.case.width.get(part.room).map_or(0, |takes| takes * WIDTH / people.max(1));
        let spare = self.left(part.room).total().saturating_sub(part.members.len());
        part.taken.transitory() * TRANSITORY + part.taken.accessible() * ACCESSIBLE + width + spare.min(100)
    }

    /// The ways a party can be in a unit: each room that takes all of it, or as few rooms as a first fit finds.
    pub fn ways(&self, party: usize, groups: &[Vec<usize>], unit: usize) -> Vec<Packing> {
        let all: Vec<usize> = groups.iter().flatten().copied().collect();
        let rooms = self.case.units.get(unit).map_or(&[][..], Vec::as_slice);
        let one = |part: Part| Packing { cost: self.cost(&part), parts: vec![part], split: false };
        let mut ways: Vec<Packing> =
            rooms.iter().filter_map(|room| self.part(party, *room, all.clone())).map(one).collect();
        if ways.is_empty() {
            ways.extend(self.pack_rooms(party, groups, rooms));
        }
        ways.sort_by_key(|packing| packing.cost);
        ways
    }

    /// Gives a party its rooms.
    pub fn place(&mut self, party: usize, packing: Packing) {
        for part in &packing.parts {
            if let Some(left) = self.left.get_mut(part.room) {
                *left = left.minus(part.taken);
            }
            if let Some(inside) = self.inside.get_mut(part.room) {
                *inside += 1;
            }
        }
        if let Some(slot) = self.packed.get_mut(party) {
            *slot = Some(packing);
        }
    }

    /// Takes a party's rooms away again, and says which they were.
    pub fn lift(&mut self, party: usize) -> Option<Packing> {
        let packing = self.packed.get_mut(party)?.take()?;
        for part in &packing.parts {
            if let Some(left) = self.left.get_mut(part.room) {
                *left = left.plus(part.taken);
            }
            if let Some(inside) = self.inside.get_mut(part.room) {
                *inside = inside.saturating_sub(1);
            }
        }
        Some(packing)
    }
}
