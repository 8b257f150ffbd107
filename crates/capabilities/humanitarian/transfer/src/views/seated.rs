//! Who has a seat in which vehicle of a convoy, and how full each is. A seat in a vehicle that is not planned any more is none.

use super::seat_table::HOLDS;
use crate::open::CountedVehicle;
use contracts::convoy::Vehicle;
use kernel::{ConvoyId, PersonId, Problem};
use log::{Sql, StoreError, params};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The vehicles of a convoy and who sits in them.
pub(super) struct Seated {
    /// As planned.
    pub vehicles: Vec<Vehicle>,
    /// What holds of each person's seat: several where two posts gave one each.
    held: BTreeMap<PersonId, BTreeSet<Option<String>>>,
}

/// How full a vehicle is, and what was counted in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Load {
    /// The vehicle.
    pub name: String,
    /// Its seats; none when it is not planned any more.
    pub seats: Option<u16>,
    /// People with a seat in it.
    pub people: usize,
    /// Counted at departure.
    pub left: Vec<u16>,
    /// Counted at arrival.
    pub arrived: Vec<u16>,
    /// Whether these are not accounted for.
    pub differ: bool,
}

impl Load {
    /// Whether more people have a seat in it than it has seats.
    pub fn is_crowded(&self) -> bool {
        self.people > self.seats.map_or(0, usize::from)
    }
}

impl Seated {
    /// Reads the seats of a convoy whose plan has these `vehicles`.
    pub fn of(sql: &mut dyn Sql, convoy: ConvoyId, vehicles: Option<&str>) -> Result<Self, Problem> {
        let query = format!(
            "SELECT t.person, q.vehicle FROM transfer_traveller t JOIN transfer_seat q ON {HOLDS} WHERE t.convoy = $1"
        );
        let mut held: BTreeMap<PersonId, BTreeSet<Option<String>>> = BTreeMap::new();
        for row in sql.rows(&query, params![convoy]).map_err(StoreError::problem)? {
            let Some(person) = row.id(0) else { continue };
            held.entry(person).or_default().insert(row.opt_text(1).map(str::to_owned));
        }
        Ok(Self { vehicles: serde_json::from_str(vehicles.unwrap_or("[]")).unwrap_or_default(), held })
    }

    /// The vehicles in which a person has a seat, planned or not.
    pub fn vehicles_of(&self, person: PersonId) -> Vec<&str> {
        self.held.get(&person).into_iter().flatten().flatten().map(String::as_str).collect()
    }

    /// The vehicles of the plan in which a person has a seat.
    pub fn planned(&self, person: PersonId) -> Vec<&str> {
        let planned = |name: &&str| self.vehicles.iter().any(|vehicle| vehicle.name.as_str() == *name);
        self.vehicles_of(person).into_iter().filter(planned).collect()
    }

    /// Whether two posts gave somebody different seats.
    pub fn is_open(&self, person: PersonId) -> bool {
        self.held.get(&person).is_some_and(|held| held.len() > 1)
    }

    /// How many of `people` have no seat.
    pub fn without(&self, people: impl Iterator<Item = PersonId>) -> usize {
        people.filter(|person| self.planned(*person).is_empty()).count()
    }

    /// The vehicles as planned, then those that are not planned any more, in which somebody sits or was counted.
    pub fn loads(&self, people: impl Iterator<Item = PersonId>, counted: &[CountedVehicle]) -> Vec<Load> {
        let mut in_it: BTreeMap<&str, usize> = counted.iter().map(|of| (of.name.as_str(), 0)).collect();
        for person in people {
            for vehicle in self.vehicles_of(person) {
                *in_it.entry(vehicle).or_default() += 1;
            }
        }
        let load = |name: &str, seats, people| {
            let of = counted.iter().find(|of| of.name == name);
            let counts = |counts: fn(&CountedVehicle) -> &Vec<u16>| of.map(counts).cloned().unwrap_or_default();
            let differ = of.is_some_and(CountedVehicle::differ);
            Load {
                name: name.to_owned(),
                seats,
                people,
                left: counts(|of| &of.left),
                arrived: counts(|of| &of.arrived),
                differ,
            }
        };
        let mut out = Vec::new();
        for vehicle in &self.vehicles {
            let people = in_it.remove(vehicle.name.as_str()).unwrap_or(0);
            out.push(load(vehicle.name.as_str(), Some(vehicle.seats), people));
        }
        out.extend(in_it.into_iter().map(|(name, people)| load(name, None, people)));
        out
    }
}
