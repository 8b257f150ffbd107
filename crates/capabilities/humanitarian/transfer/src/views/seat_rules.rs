//! What makes an item about seats: somebody with two, given by posts that were apart; a vehicle with more people than seats, or that is not
//! planned any more; people who belong together in different vehicles. All of it only until the convoy has arrived.

use super::{
    rules::{self, Item, OF_SITE, item},
    seat_table::HOLDS,
    tables::{TO_COME, TRAVELS},
};
use contracts::convoy::Vehicle;
use kernel::{ConvoyId, PersonId, Problem, SiteId};
use log::{Row, Sql, StoreError, params};
use std::collections::{BTreeMap, BTreeSet};

/// The items about seats of a site.
pub(super) fn all(sql: &mut dyn Sql, site: SiteId) -> Result<Vec<Item>, Problem> {
    let query = format!(
        "SELECT c.convoy, c.origin, c.planned_at, t.person, q.vehicle, c.vehicles FROM transfer_traveller t \
         JOIN transfer_convoy c ON c.convoy = t.convoy JOIN transfer_seat q ON {HOLDS} \
         WHERE {OF_SITE} AND {TO_COME} AND ({TRAVELS}) ORDER BY c.convoy, t.person, q.vehicle"
    );
    let rows = sql.rows(&query, params![site]).map_err(StoreError::problem)?;
    let mut out = two_seats(&rows);
    out.extend(crowded(sql, &rows)?);
    out.extend(apart(sql, site)?);
    Ok(out)
}

/// Somebody to whom two posts gave different seats: both stand until another takes their place.
fn two_seats(rows: &[Row]) -> Vec<Item> {
    let mut seats: BTreeMap<(ConvoyId, PersonId), (&Row, BTreeSet<&str>)> = BTreeMap::new();
    for row in rows {
        let Some(of) = row.id(0).zip(row.id(3)) else { continue };
        // Of a post that took the seat away, too, it is told.
        seats.entry(of).or_insert((row, BTreeSet::new())).1.insert(row.opt_text(4).unwrap_or("–"));
    }
    let mut out = Vec::new();
    for ((_, person), (row, vehicles)) in seats.into_iter().filter(|(_, (_, vehicles))| vehicles.len() > 1) {
        let said = vehicles.into_iter().collect::<Vec<_>>().join(" / ");
        let found = item("two_seats", row, &[&person.bytes(), said.as_bytes()]);
        out.extend(found.map(|item| Item { people: BTreeSet::from([person]), numbers: Some(said), ..item }));
    }
    out
}

/// More people in a vehicle than it has seats; one that is not planned any more has none.
fn crowded(sql: &mut dyn Sql, rows: &[Row]) -> Result<Vec<Item>, Problem> {
    let mut vehicles: BTreeMap<(ConvoyId, &str), (&Row, BTreeSet<PersonId>)> = BTreeMap::new();
    for row in rows {
        let (Some(convoy), Some(vehicle), Some(person)) = (row.id(0), row.opt_text(4), row.id(3)) else { continue };
        vehicles.entry((convoy, vehicle)).or_insert((row, BTreeSet::new())).1.insert(person);
    }
    let mut out = Vec::new();
    for ((convoy, vehicle), (row, people)) in vehicles {
        let seats = seats_of(row.opt_text(5), vehicle);
        if people.len() <= seats {
            continue;
        }
        let numbers = format!("{vehicle}: {} > {seats}", people.len());
        let bytes: Vec<Vec<u8>> = people.iter().map(|person| person.bytes().to_vec()).collect();
        let about: Vec<&[u8]> = bytes.iter().map(Vec::as_slice).chain([numbers.as_bytes()]).collect();
        let note = "SELECT note FROM transfer_crowded WHERE convoy = $1 AND vehicle = $2";
        let note = sql.first(note, params![convoy, vehicle]).map_err(StoreError::problem)?;
        let note = note.and_then(|row| row.opt_text(0).map(str::to_owned));
        out.extend(item("crowded", row, &about).map(|item| Item { people, note, numbers: Some(numbers), ..item }));
    }
    Ok(out)
}

/// The seats of a vehicle of the plan.
fn seats_of(plan: Option<&str>, name: &str) -> usize {
    let vehicles: Vec<Vehicle> = serde_json::from_str(plan.unwrap_or("[]")).unwrap_or_default();
    vehicles.iter().find(|vehicle| vehicle.name.as_str() == name).map_or(0, |vehicle| usize::from(vehicle.seats))
}

/// People who belong together in different vehicles of one convoy.
fn apart(sql: &mut dyn Sql, site: SiteId) -> Result<Vec<Item>, Problem> {
    let other = |of: &str| of.replace("t.", "s.").replace("q.", "r.");
    rules::families(sql, site, ("seated_apart", true), |companion| {
        format!(
            "SELECT c.convoy, c.origin, c.planned_at, p.household, t.person, o.person FROM transfer_traveller t \
         JOIN transfer_convoy c ON c.convoy = t.convoy JOIN transfer_seat q ON {HOLDS} \
         JOIN registration_person p ON p.person = t.person JOIN registration_person o ON {companion} \
         JOIN transfer_traveller s ON s.convoy = t.convoy AND s.person = o.person JOIN transfer_seat r ON {} \
         WHERE {OF_SITE} AND {TO_COME} AND ({TRAVELS}) AND ({}) AND q.vehicle <> r.vehicle ORDER BY t.person, o.person",
            other(HOLDS),
            other(TRAVELS)
        )
    })
}
