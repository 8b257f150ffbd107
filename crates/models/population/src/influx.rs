//! The displaced of a day: their households, with the needs that cannot wait.

use crate::{
    arrival::{Arrival, Flow, Kind, Movement, Person, Relation, UrgentNeed},
    people::{
        household::{Group, households},
        person::{Customs, Records},
    },
    random::Random,
    story::{Needs, Story},
    vehicle,
};
use kernel::{Date, Moment, Sex};

/// The day's displaced people, `people` in all, in no order; their moments are set later.
pub(crate) fn of_day(random: &mut Random, story: &Story, on: Date, people: u32) -> Vec<Arrival> {
    let groups = households(random, &story.displaced, people);
    groups.into_iter().filter_map(|group| arrival(random, story, on, &group)).collect()
}

fn arrival(random: &mut Random, story: &Story, on: Date, group: &Group) -> Option<Arrival> {
    let displaced = &story.displaced;
    let records = Records {
        country: story.country,
        births: &displaced.births,
        expired_papers: displaced.expired_papers,
        children_with_papers: displaced.children_with_papers,
    };
    let mut customs = Customs::draw(random, &displaced.peoples, records, on)?;
    let mut members = Vec::with_capacity(group.souls.len());
    for (place, soul) in group.souls.iter().enumerate() {
        let mut person = customs.member(random, *soul, group.relation(place))?;
        set_needs(random, &displaced.needs, group, &mut person);
        members.push(person);
    }
    let alone = members.len() == 1;
    Some(Arrival {
        at: Moment::default(),
        kind: if alone { Kind::Traveller } else { Kind::Household },
        flow: Flow::Displaced,
        movement: Movement::Entry,
        vehicle: vehicle::draw(random, &displaced.vehicles),
        destination: vehicle::destination(random, &customs, |place| story.is_home_side(place)),
        second_line: random.chance(displaced.second_line),
        crossed_before: false,
        members,
    })
}

/// Sets the needs of a member, and the relation of a child who is separated from its parents.
fn set_needs(random: &mut Random, needs: &Needs, group: &Group, person: &mut Person) {
    let age = person.age_years;
    let alone = group.souls.len() == 1;
    let separated = age < 18 && !group.is_of_children() && random.chance(needs.separated_child);
    if separated && person.relation != Relation::Head {
        person.relation = Relation::OtherRelative;
    }
    let fertile = person.sex == Sex::Female && (15..50).contains(&age);
    let found = [
        (UrgentNeed::Medical, random.chance(needs.medical)),
        (UrgentNeed::UnaccompaniedChild, group.is_of_children()),
        (UrgentNeed::SeparatedChild, separated),
        (UrgentNeed::Pregnant, fertile && random.chance(needs.pregnant)),
        (UrgentNeed::Disability, random.chance(needs.disability)),
        (UrgentNeed::OlderAlone, alone && age >= 60),
        (UrgentNeed::Distress, random.chance(needs.distress)),
    ];
    person.needs = found.into_iter().filter(|(_, is)| *is).map(|(need, _)| need).collect();
}
