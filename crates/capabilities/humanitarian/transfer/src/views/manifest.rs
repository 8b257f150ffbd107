//! The list that is printed and goes with each vehicle: who travels in it, by household, and nothing that anybody on the way must not know.

use super::{
    convoy::{Traveller, convoy, numbers, subjects, travellers},
    seated::Seated,
};
use access::{Answer, Kind, Param, Query, Reading, ViewDef};
use kernel::{HouseholdId, Moment, PersonId, Problem, SiteId};
use people::Person;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A sheet for each vehicle, and one for whoever has no seat.
pub const MANIFEST: ViewDef =
    ViewDef { name: "manifest", params: &[Param { name: "id", kind: Kind::Id, required: true }], columns: &[], read };

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let (id, row) = convoy(reading, query)?;
    let list = travellers(reading, id, false)?;
    let numbers = numbers(reading, &list)?;
    let seated = Seated::of(reading.sql, id, row.opt_text(6))?;
    let on = |vehicle: Option<&str>| {
        let sits = |(row, _): &&Traveller| {
            let planned = row.id::<PersonId>(0).map(|person| seated.planned(person)).unwrap_or_default();
            vehicle.map_or(planned.is_empty(), |vehicle| planned.contains(&vehicle))
        };
        let people: Vec<&Traveller> = list.iter().filter(sits).collect();
        (people.len(), households(reading, &people, &numbers, &seated))
    };
    let mut sheets = Vec::new();
    for vehicle in &seated.vehicles {
        let (people, households) = on(Some(vehicle.name.as_str()));
        sheets.push(
            json!({ "vehicle": vehicle.name, "seats": vehicle.seats, "people": people, "households": households }),
        );
    }
    let (people, households) = on(None);
    if people > 0 {
        sheets.push(json!({ "vehicle": null, "seats": null, "people": people, "households": households }));
    }
    let value = json!({
        "convoy": id, "from": row.text(0), "is": row.text(1), "due": Moment::from_millis(row.int(2)),
        "to": row.id::<SiteId>(7), "people": list.len(), "sheets": sheets,
    });
    Ok(Answer::Record { value, subjects: subjects(&list) })
}

fn households(
    reading: &Reading<'_>,
    list: &[&Traveller],
    numbers: &BTreeMap<HouseholdId, String>,
    seated: &Seated,
) -> Vec<Value> {
    let today = reading.at.today();
    let mut households: Vec<(Option<HouseholdId>, Vec<Value>)> = Vec::new();
    for (row, known) in list {
        let household = known.as_ref().map(|person| person.household);
        // A child is looked for as one: nothing finer than that is said of an age.
        let child = known.as_ref().is_some_and(|person| person.age_on(today).0 < 18);
        let twice = row.id(0).is_some_and(|person| seated.is_open(person));
        let one = json!({ "name": known.as_ref().map(Person::name), "child": child, "twice": twice });
        match households.last_mut().filter(|(last, _)| *last == household) {
            Some((_, people)) => people.push(one),
            None => households.push((household, vec![one])),
        }
    }
    let one = |(household, people): (Option<HouseholdId>, Vec<Value>)| json!({ "number": household.and_then(|id| numbers.get(&id)), "people": people });
    households.into_iter().map(one).collect()
}
