//! The finder of places: proposals for everybody who has none, at once, with the reason of each and how near the best they come.
//! It proposes; a person decides; who gets no proposal is listed, never refused.

use super::parties::{self, Asked, Household};
use crate::views::unit::beds::{self, UnitRow};
use access::{Answer, Kind, Param, Query, Reading, ViewDef};
use kernel::{Problem, SubjectId, UnitId};
use placement::{At, Place, Plan, Room, Site, Unit};
use serde_json::{Value, json};
use std::{collections::BTreeSet, ops::Range};

/// Proposals for the site's list, for one household of it, or for the list of a convoy that comes here.
pub const FIND_PLACES: ViewDef = ViewDef {
    name: "find_places",
    params: &[
        Param { name: "household", kind: Kind::Id, required: false },
        Param { name: "convoy", kind: Kind::Id, required: false },
    ],
    columns: &[],
    read,
};

/// Most households that one list proposes for; the rest waits for the next.
const AT_ONCE: usize = 250;

/// Which household a party is of, and which of its people.
struct Of {
    household: usize,
    members: Vec<usize>,
}

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let household = query.parsed("household")?.map(Asked::Household);
    let asked = query.parsed("convoy")?.map(Asked::Convoy).or(household).unwrap_or(Asked::Everybody);
    let units: Vec<UnitRow> =
        beds::of_site(reading.sql, reading.site)?.into_iter().filter(|unit| unit.closed.is_none()).collect();
    let mut households = parties::waiting(reading, asked)?;
    let all = households.len();
    households.truncate(AT_ONCE);
    let (mut list, mut of) = (Vec::new(), Vec::new());
    for (n, household) in households.iter().enumerate() {
        let unit = household.unit.and_then(|unit| units.iter().position(|row| row.unit == unit));
        for (party, members) in parties::parties(reading, household, unit)? {
            list.push(party);
            of.push(Of { household: n, members });
        }
    }
    let plan = placement::find(&site(&units), &list);
    let told = Told { units: &units, households: &households, of: &of, today: reading.at.today() };
    let (from, most) =
        (usize::try_from(query.offset()).unwrap_or(usize::MAX), usize::try_from(query.limit()).unwrap_or(0));
    let page = from..from.saturating_add(most);
    let (value, shown) = told.value(&plan, all, &page);
    let shown = shown.into_iter().filter_map(|household| households.get(household));
    let subjects = shown.flat_map(|household| &household.people).map(|one| SubjectId::from(one.person.id)).collect();
    Ok(Answer::Record { value, subjects })
}

fn site(units: &[UnitRow]) -> Site {
    let place = |bed: &beds::BedRow| Place { accessible: bed.accessible, transitory: bed.transitory };
    let room = |room: &beds::RoomRow| Room {
        policy: room.policy,
        free: room.beds.iter().filter(|bed| bed.is_free()).map(place).collect(),
        lived_in: room.beds.iter().any(|bed| !bed.holds.is_empty()),
    };
    Site {
        units: units
            .iter()
            .map(|unit| Unit { policy: unit.policy, rooms: unit.rooms.iter().map(room).collect() })
            .collect(),
    }
}

struct Told<'a> {
    units: &'a [UnitRow],
    households: &'a [Household],
    of: &'a [Of],
    today: kernel::Date,
}

impl Told<'_> {
    /// The proposals and those without, one page of each; and the households that it shows.
    fn value(&self, plan: &Plan, all: usize, page: &Range<usize>) -> (Value, Vec<usize>) {
        let mut proposals: Vec<(usize, Value)> = (0..self.households.len())
            .filter_map(|household| Some((household, self.proposal(plan, household)?)))
            .collect();
        // What can be confirmed at once first, then who would be in a place for a few nights, then who would be split.
        let says = |told: &Value, why: &str| {
            told.get("why").and_then(Value::as_array).is_some_and(|all| all.contains(&json!(why)))
        };
        proposals.sort_by_key(|(household, told)| {
            (told.get("split") == Some(&json!(true)), says(told, placement::Why::Transitory.name()), *household)
        });
        let of_page = |n: &usize| page.contains(n);
        let mut shown: Vec<usize> = Vec::new();
        let (all_proposals, all_without) = (proposals.len(), plan.without.len());
        let proposals: Vec<Value> = (0..)
            .zip(proposals)
            .filter(|(n, _)| of_page(n))
            .map(|(_, (household, told))| {
                shown.push(household);
                told
            })
            .collect();
        let mut without = Vec::new();
        for (_, left) in (0..).zip(&plan.without).filter(|(n, _)| of_page(n)) {
            let Some(mut told) = self.party(left.party, &[]) else { continue };
            let why: Vec<Value> =
                left.why.iter().map(|(why, units)| json!({ "why": why.name(), "units": units })).collect();
            told.insert("why".to_owned(), why.into());
            shown.extend(self.of.get(left.party).map(|of| of.household));
            without.push(Value::Object(told));
        }
        let figures = plan.figures;
        let value = json!({
            "all_proposals": all_proposals, "all_without": all_without,
            "proposals": proposals, "without": without, "households": self.households.len(), "of_households": all,
            "figures": {
                "people": figures.people, "placed": figures.placed, "placed_at_most": figures.placed_at_most,
                "gap": figures.gap_people(), "in_one_room": figures.in_one_room,
                "in_one_room_at_most": figures.in_one_room_at_most, "split": figures.split,
                "transitory": figures.transitory, "transitory_at_least": figures.transitory_at_least,
            },
        });
        (value, shown)
    }

    /// The proposals for a household as one: those in quarantine are proposed apart, and then the household is split.
    fn proposal(&self, plan: &Plan, household: usize) -> Option<Value> {
        let of = |party: usize| self.of.get(party).is_some_and(|of| of.household == household);
        let proposals: Vec<_> = plan.proposals.iter().filter(|proposal| of(proposal.party)).collect();
        let mut told = self.party(proposals.first()?.party, &[])?;
        let (mut people, mut why) = (Vec::new(), Vec::new());
        let unit = self.households.get(household).and_then(|household| household.unit);
        let mut units: BTreeSet<UnitId> = unit.into_iter().collect();
        for proposal in &proposals {
            people.extend(self.people(proposal.party, &proposal.places));
            units.extend(proposal.places.iter().filter_map(|at| self.units.get(at.unit)).map(|unit| unit.unit));
            why.extend(proposal.why.iter().map(|why| why.name()));
        }
        why.dedup();
        told.extend([
            ("people".to_owned(), people.into()),
            ("split".to_owned(), (units.len() > 1).into()),
            ("why".to_owned(), why.into()),
        ]);
        Some(Value::Object(told))
    }

    fn party(&self, party: usize, places: &[At]) -> Option<serde_json::Map<String, Value>> {
        let of = self.of.get(party)?;
        let household = self.households.get(of.household)?;
        let told = json!({
            "household": household.household, "number": household.number, "there": household.there,
            "people": self.people(party, places),
        });
        told.as_object().cloned()
    }

    fn people(&self, party: usize, places: &[At]) -> Vec<Value> {
        let Some(of) = self.of.get(party) else { return vec![] };
        let person = |(n, member): (usize, &usize)| {
            let one = self.households.get(of.household)?.people.get(*member)?;
            Some(json!({
                "person": one.person.id, "name": one.person.name(), "sex": one.person.details.sex,
                "age": one.person.age_on(self.today), "place": places.get(n).and_then(|at| self.place(*at)),
            }))
        };
        of.members.iter().enumerate().filter_map(person).collect()
    }

    fn place(&self, at: At) -> Option<Value> {
        let unit = self.units.get(at.unit)?;
        let room = unit.rooms.get(at.room)?;
        let bed = room.beds.iter().filter(|bed| bed.is_free()).nth(at.place)?;
        Some(json!({
            "unit": unit.unit, "unit_code": unit.code, "room": room.room, "room_code": room.code, "bed": bed.at.bed,
        }))
    }
}
