//! The traffic of every day: traders, herders, drivers, people visiting relatives, both ways.

use crate::{
    arrival::{Arrival, Flow, Kind, Movement, Relation, UrgentNeed, Vehicle},
    people::{
        household::{Group, Soul, soul},
        person::{Customs, Records},
    },
    random::Random,
    story::{Ordinary, Story, VehicleKind},
    vehicle,
};
use kernel::{Date, Moment, PCode};

/// How many parties of past days are remembered as candidates for the way back.
const REMEMBERED: usize = 400;
/// How often a party is drawn anew when it has no adult, before an adult is put in front.
const ADULT_AT_WHEEL: u8 = 30;

/// The parties of a day, `people` in all, in no order; their moments are set later. `past` are parties of earlier days.
pub(crate) fn of_day(
    random: &mut Random,
    story: &Story,
    on: Date,
    people: u32,
    past: &mut Vec<Arrival>,
) -> Vec<Arrival> {
    let ordinary = &story.ordinary;
    let sizes: Vec<(usize, f64)> = (1..).zip(ordinary.party_sizes.iter().copied()).collect();
    let (mut parties, mut left) = (Vec::new(), usize::try_from(people).unwrap_or(0));
    while left > 0 {
        if let Some(party) = back(random, story, left, past) {
            left = left.saturating_sub(party.members.len());
            parties.push(party);
            continue;
        }
        let size = random.weighted(&sizes, |size| size.1).map_or(1, |size| size.0).min(left);
        left -= size;
        parties.extend(party(random, story, on, size));
    }
    past.extend(parties.iter().filter(|party| !party.crossed_before).cloned());
    let forgotten = past.len().saturating_sub(REMEMBERED);
    past.drain(..forgotten);
    parties
}

/// A party of an earlier day on its way back.
fn back(random: &mut Random, story: &Story, left: usize, past: &mut Vec<Arrival>) -> Option<Arrival> {
    if !random.chance(story.ordinary.returning) || past.is_empty() {
        return None;
    }
    let place = random.index(past.len());
    if past.get(place)?.members.len() > left {
        return None;
    }
    let mut party = past.swap_remove(place);
    party.movement = match party.movement {
        Movement::Entry => Movement::Exit,
        Movement::Exit => Movement::Entry,
    };
    let origin = party.members.first().and_then(|head| head.origin.clone());
    party.destination = origin.filter(|home| leads_to(story, party.movement, home));
    party.second_line = random.chance(story.ordinary.second_line);
    party.crossed_before = true;
    Some(party)
}

fn party(random: &mut Random, story: &Story, on: Date, size: usize) -> Option<Arrival> {
    let ordinary = &story.ordinary;
    let records = Records {
        country: story.country,
        births: &ordinary.births,
        expired_papers: ordinary.expired_papers,
        children_with_papers: ordinary.children_with_papers,
    };
    let mut customs = Customs::draw(random, &ordinary.peoples, records, on)?;
    let vehicle = vehicle::draw(random, &ordinary.vehicles);
    let strangers = size > 1 && vehicle.as_ref().is_some_and(carries_strangers);
    let group = Group { souls: souls(random, ordinary, size)?, couple: false };
    let mut members = Vec::with_capacity(size);
    for (place, soul) in group.souls.iter().enumerate() {
        let relation = if strangers && place > 0 { Relation::Unrelated } else { group.relation(place) };
        let mut person = customs.member(random, *soul, relation)?;
        if random.chance(ordinary.medical) {
            person.needs.push(UrgentNeed::Medical);
        }
        members.push(person);
    }
    let movement = if random.chance(ordinary.entries) { Movement::Entry } else { Movement::Exit };
    Some(Arrival {
        at: Moment::default(),
        kind: match (size, strangers) {
            (1, _) => Kind::Traveller,
            (_, true) => Kind::VehicleGroup,
            (_, false) => Kind::Household,
        },
        flow: Flow::Ordinary,
        movement,
        destination: vehicle::destination(random, &customs, |place| leads_to(story, movement, place)),
        vehicle,
        second_line: random.chance(ordinary.second_line),
        crossed_before: false,
        members,
    })
}

/// The people of a party, an adult first.
fn souls(random: &mut Random, ordinary: &Ordinary, size: usize) -> Option<Vec<Soul>> {
    let mut souls: Vec<Soul> = (0..size).filter_map(|_| soul(random, &ordinary.demography)).collect();
    souls.sort_by_key(|soul| soul.age < 18);
    let first = souls.first_mut()?;
    for _ in 0..ADULT_AT_WHEEL {
        if first.age >= 18 {
            break;
        }
        *first = soul(random, &ordinary.demography)?;
    }
    first.age = first.age.max(18);
    Some(souls)
}

fn carries_strangers(vehicle: &Vehicle) -> bool {
    matches!(vehicle.kind, VehicleKind::Car | VehicleKind::Pickup | VehicleKind::Truck | VehicleKind::Bus)
}

/// Whether a place lies on the side of the line that the movement leads to.
fn leads_to(story: &Story, movement: Movement, place: &PCode) -> bool {
    story.is_home_side(place) == (movement == Movement::Entry)
}
