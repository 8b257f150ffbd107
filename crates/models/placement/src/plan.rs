//! What is proposed. A person decides.

use crate::{
    Misfit, Place, Policy, SexRule, Site, bound,
    room::kind,
    table::{Case, Packing, Table},
};

/// A proposal for a whole list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// A place for each member of these parties, in the order of the list.
    pub proposals: Vec<Proposal>,
    /// The parties for whom no place was found yet, in the order of the list. Nobody is refused: a person finds another way.
    pub without: Vec<Without>,
    /// How good the proposal is, against what could be had at best.
    pub figures: Figures,
}

/// Places for one party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Which of the list.
    pub party: usize,
    /// One place for each member, in the party's order.
    pub places: Vec<At>,
    /// Whether the party would be split over units: a person must agree, and give the reason.
    pub split: bool,
    /// Why these.
    pub why: Vec<Why>,
}

/// A place in the site's lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    /// Which unit.
    pub unit: usize,
    /// Which of its rooms.
    pub room: usize,
    /// Which of the room's free places.
    pub place: usize,
}

/// Why a party is proposed these places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// The rest of the household is there.
    WithTheirs,
    /// All in one room.
    OneRoom,
    /// In one unit, in several rooms: no single room takes all of them.
    OneUnit,
    /// Meant for quarantine, as ordered.
    Quarantine,
    /// Meant for women.
    ForWomen,
    /// Meant for men.
    ForMen,
    /// Meant for their ages.
    ForAges,
    /// Meant for families.
    ForFamilies,
    /// Reached without steps, as somebody needs.
    NoSteps,
    /// The only unit that takes them.
    OnlyUnit,
    /// For a few nights: nothing else was found.
    Transitory,
    /// Split: no unit of the site takes them together, even if it were empty of this list.
    NoUnitTakesAll,
    /// Split: each unit that would take them together is needed by others of the list.
    NoUnitLeft,
}

impl Why {
    /// Its name in data and in words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Why::WithTheirs => "with_theirs",
            Why::OneRoom => "one_room",
            Why::OneUnit => "one_unit",
            Why::Quarantine => "quarantine",
            Why::ForWomen => "for_women",
            Why::ForMen => "for_men",
            Why::ForAges => "for_ages",
            Why::ForFamilies => "for_families",
            Why::NoSteps => "no_steps",
            Why::OnlyUnit => "only_unit",
            Why::Transitory => "transitory",
            Why::NoUnitTakesAll => "no_unit_takes_all",
            Why::NoUnitLeft => "no_unit_left",
        }
    }
}

/// A party without a place yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Without {
    /// Which of the list.
    pub party: usize,
    /// What stands against it, and in how many units it is what stands first, the most frequent first.
    pub why: Vec<(Misfit, usize)>,
}

/// Figures of a proposal, each with its bound: what no proposal can better.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures {
    /// People on the list.
    pub people: usize,
    /// People with a place.
    pub placed: usize,
    /// Most people that could have one: a maximum flow with whole groups in units.
    pub placed_at_most: usize,
    /// Parties of two and more in one room.
    pub in_one_room: usize,
    /// Most of them that could be: those for whom some room is large enough and suits all.
    pub in_one_room_at_most: usize,
    /// People in transitory places.
    pub transitory: usize,
    /// Fewest people that must be, when so many are placed.
    pub transitory_at_least: usize,
    /// Accessible places taken by people who can climb steps.
    pub accessible_spent: usize,
    /// Parties split over units.
    pub split: usize,
}

impl Figures {
    /// People whom a perfect proposal might place beyond this one; 0 proves that as many as possible are placed.
    #[must_use]
    pub const fn gap_people(&self) -> usize {
        self.placed_at_most.saturating_sub(self.placed)
    }
}

/// The plan that a table stands for.
pub(crate) fn of(site: &Site, table: &Table<'_>, placed_at_most: usize) -> Plan {
    let case = table.case;
    let empty = Table::new(case);
    let mut free: Vec<Vec<Option<Place>>> = site
        .units
        .iter()
        .flat_map(|unit| &unit.rooms)
        .map(|room| room.free.iter().copied().map(Some).collect())
        .collect();
    let mut out = Plan { proposals: vec![], without: vec![], figures: Figures::default() };
    for (party, packing) in table.packed.iter().enumerate() {
        out.figures.people += case.size(party);
        let Some(packing) = packing else {
            out.without.push(Without { party, why: against(table, party) });
            continue;
        };
        out.figures.count(table, party, packing);
        out.proposals.push(Proposal {
            party,
            places: places(case, party, packing, &mut free),
            split: packing.split,
            why: why(&empty, party, packing),
        });
    }
    out.figures.placed_at_most = placed_at_most;
    out.figures.in_one_room_at_most = bound::one_room_at_most(case);
    out.figures.transitory_at_least = out.figures.placed.saturating_sub(bound::settled_at_most(case));
    out
}

impl Figures {
    fn count(&mut self, table: &Table<'_>, party: usize, packing: &Packing) {
        let members = || packing.parts.iter().map(|part| table.case.no_steps(party, &part.members));
        self.placed += table.case.size(party);
        self.in_one_room += usize::from(table.case.size(party) > 1 && packing.parts.len() == 1);
        self.transitory += packing.parts.iter().map(|part| part.taken.transitory()).sum::<usize>();
        let accessible: usize = packing.parts.iter().map(|part| part.taken.accessible()).sum();
        self.accessible_spent += accessible - members().sum::<usize>();
        self.split += usize::from(packing.split);
    }
}

/// One place for each member: those who need it get the accessible ones.
fn places(case: &Case<'_>, party: usize, packing: &Packing, free: &mut [Vec<Option<Place>>]) -> Vec<At> {
    let mut out: Vec<(usize, At)> = Vec::new();
    for part in &packing.parts {
        let Some(room) = case.rooms.get(part.room) else { continue };
        let (first, others): (Vec<usize>, Vec<usize>) =
            part.members.iter().partition(|member| case.no_steps(party, &[**member]) > 0);
        let (for_first, for_others) = part.taken.kinds(first.len());
        for (member, wanted) in first.into_iter().zip(for_first).chain(others.into_iter().zip(for_others)) {
            let Some(slots) = free.get_mut(part.room) else { continue };
            let place = slots.iter().position(|slot| slot.is_some_and(|place| kind(place) == wanted));
            let Some(place) = place else { continue };
            if let Some(slot) = slots.get_mut(place) {
                *slot = None;
            }
            out.push((member, At { unit: room.unit, room: room.room, place }));
        }
    }
    out.sort_unstable();
    out.into_iter().map(|(_, at)| at).collect()
}

fn why(empty: &Table<'_>, party: usize, packing: &Packing) -> Vec<Why> {
    let case = empty.case;
    let (Some(of), Some(groups)) = (case.parties.get(party), case.groups.get(party)) else { return vec![] };
    let units = (0..case.units.len()).filter(|unit| empty.pack(party, groups, *unit).is_some()).count();
    let rooms = || packing.parts.iter().filter_map(|part| case.rooms.get(part.room));
    let any = |rule: &dyn Fn(&Policy) -> bool| rooms().flat_map(|room| room.policies).any(rule);
    let said = [
        (packing.split && units == 0, Why::NoUnitTakesAll),
        (packing.split && units > 0, Why::NoUnitLeft),
        (of.unit.is_some() && !packing.split, Why::WithTheirs),
        (of.members.len() > 1 && packing.parts.len() == 1, Why::OneRoom),
        (packing.parts.len() > 1 && !packing.split, Why::OneUnit),
        (of.quarantine, Why::Quarantine),
        (any(&|policy| policy.sex == SexRule::Women), Why::ForWomen),
        (any(&|policy| policy.sex == SexRule::Men), Why::ForMen),
        (any(&|policy| policy.from_years > 0 || policy.to_years < u8::MAX), Why::ForAges),
        (any(&|policy| policy.families_only || policy.one_household), Why::ForFamilies),
        (of.members.iter().any(|member| member.no_steps), Why::NoSteps),
        (units == 1 && of.unit.is_none(), Why::OnlyUnit),
        (packing.parts.iter().any(|part| part.taken.transitory() > 0), Why::Transitory),
    ];
    said.into_iter().filter(|(holds, _)| *holds).map(|(_, why)| why).collect()
}

/// What stands first against each unit.
fn against(table: &Table<'_>, party: usize) -> Vec<(Misfit, usize)> {
    let mut counts: Vec<(Misfit, usize)> = Vec::new();
    for unit in 0..table.case.units.len() {
        let misfit = stands_first(table, party, unit);
        match counts.iter_mut().find(|(other, _)| *other == misfit) {
            Some((_, count)) => *count += 1,
            None => counts.push((misfit, 1)),
        }
    }
    counts.sort_by_key(|(misfit, count)| (usize::MAX - *count, *misfit));
    counts
}

fn stands_first(table: &Table<'_>, party: usize, unit: usize) -> Misfit {
    let case = table.case;
    let (Some(of), Some(rooms)) = (case.parties.get(party), case.units.get(unit)) else { return Misfit::Full };
    for member in &of.members {
        let found: Vec<Misfit> = rooms
            .iter()
            .filter_map(|room| case.rooms.get(*room))
            .filter_map(|room| room.takes(of, member).err())
            .collect();
        if found.len() == rooms.len() {
            return found.into_iter().min().unwrap_or(Misfit::Full);
        }
    }
    let accessible: usize = rooms.iter().map(|room| table.left(*room).accessible()).sum();
    let total: usize = rooms.iter().map(|room| table.left(*room).total()).sum();
    let needed = of.members.iter().filter(|member| member.no_steps).count();
    if accessible < needed && total >= of.members.len() { Misfit::Steps } else { Misfit::Full }
}
