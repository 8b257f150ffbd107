//! What decisions ask of the tables: where people are, where a convoy goes, and what was counted.

use super::{
    seat_table::HOLDS,
    tables::{TO_COME, TRAVELS},
};
use crate::{
    manifest::Whereabouts,
    open::{Counted, CountedVehicle},
};
use kernel::{ConvoyId, PersonId, Problem, SiteId};
use log::{Sql, StoreError, params};
use std::collections::BTreeSet;

/// Where a convoy goes; nothing when it is not known.
pub(crate) fn destination(sql: &mut dyn Sql, convoy: ConvoyId) -> Result<Option<SiteId>, Problem> {
    let query = "SELECT site FROM transfer_convoy WHERE convoy = $1";
    Ok(sql.first(query, params![convoy]).map_err(StoreError::problem)?.and_then(|row| row.id(0)))
}

/// Whether somebody who was registered elsewhere is at a site: by a stay, or brought there by a convoy.
pub(crate) fn is_here(sql: &mut dyn Sql, person: PersonId, site: SiteId) -> Result<bool, Problem> {
    let query = "SELECT 1 FROM transfer_stay WHERE person = $1 AND site = $2 AND ended IS NULL UNION ALL \
                 SELECT 1 FROM transfer_traveller t JOIN transfer_convoy c ON c.convoy = t.convoy \
                 WHERE t.person = $1 AND t.came = 1 AND c.arrived_site = $2";
    Ok(sql.first(query, params![person, site]).map_err(StoreError::problem)?.is_some())
}

/// Whether person `o` is no companion who is left behind by a convoy to a site `$2`: there already, or gone for good.
pub(super) const NOT_BEHIND: &str = "(EXISTS (SELECT 1 FROM transfer_stay w WHERE w.person = o.person AND w.site = c.site AND w.begun = 1 \
     AND w.ended IS NULL) OR EXISTS (SELECT 1 FROM transfer_traveller a JOIN transfer_convoy ac ON ac.convoy = a.convoy \
     WHERE a.person = o.person AND a.came = 1 AND ac.arrived_site = c.site) \
     OR (o.site = c.site AND NOT EXISTS (SELECT 1 FROM transfer_stay w WHERE w.person = o.person AND w.site <> c.site AND w.ended IS NULL)) \
     OR (EXISTS (SELECT 1 FROM transfer_stay w WHERE w.person = o.person AND w.ended IN ('departed', 'returned', 'reunited', 'died')) \
     AND NOT EXISTS (SELECT 1 FROM transfer_stay w WHERE w.person = o.person AND w.ended IS NULL)))";

/// Where somebody is, as far as travelling with a convoy to `to` goes; nothing for who is there already or went away.
pub(crate) fn whereabouts(
    sql: &mut dyn Sql,
    person: PersonId,
    convoy: ConvoyId,
    to: Option<SiteId>,
) -> Result<Option<Whereabouts>, Problem> {
    let other = format!(
        "SELECT t.convoy FROM transfer_traveller t JOIN transfer_convoy c ON c.convoy = t.convoy \
         WHERE t.person = $1 AND t.convoy <> $2 AND {TRAVELS} AND {TO_COME} ORDER BY t.listed DESC"
    );
    let other = sql.first(&other, params![person, convoy]).map_err(StoreError::problem)?;
    if let Some(other) = other.and_then(|row| row.id(0)) {
        return Ok(Some(Whereabouts::On(other)));
    }
    let there = format!(
        "SELECT 1 FROM registration_person o JOIN (SELECT $2 AS site) c ON 1 = 1 WHERE o.person = $1 AND {NOT_BEHIND}"
    );
    let there = sql.first(&there, params![person, to]).map_err(StoreError::problem)?;
    Ok(if there.is_some() { None } else { Some(Whereabouts::Behind) })
}

/// What the list and the counts of a convoy say.
pub(crate) fn counted(sql: &mut dyn Sql, convoy: ConvoyId) -> Result<Counted, Problem> {
    let list = format!(
        "SELECT coalesce(sum(CASE WHEN {TRAVELS} THEN 1 ELSE 0 END), 0), coalesce(sum(t.came), 0) FROM transfer_traveller t \
         JOIN transfer_convoy c ON c.convoy = t.convoy WHERE t.convoy = $1"
    );
    let list = sql.first(&list, params![convoy]).map_err(StoreError::problem)?;
    let small = |number: i64| u16::try_from(number).unwrap_or(u16::MAX);
    let number = |column: usize| list.as_ref().map_or(0, |row| small(row.int(column)));
    let counts = "SELECT what, counted, vehicle FROM transfer_count WHERE convoy = $1 ORDER BY counted, fact";
    let counts = sql.rows(counts, params![convoy]).map_err(StoreError::problem)?;
    let of = |what: &str, vehicle: &str| {
        let of = counts.iter().filter(|row| row.text(0) == what && row.text(2) == vehicle);
        of.map(|row| small(row.int(1))).collect()
    };
    let names: BTreeSet<&str> = counts.iter().map(|row| row.text(2)).filter(|name| !name.is_empty()).collect();
    let in_it = format!(
        "SELECT coalesce(sum(CASE WHEN {TRAVELS} THEN 1 ELSE 0 END), 0), coalesce(sum(t.came), 0) FROM transfer_traveller t \
         JOIN transfer_convoy c ON c.convoy = t.convoy WHERE t.convoy = $1 \
         AND EXISTS (SELECT 1 FROM transfer_seat q WHERE {HOLDS} AND q.vehicle = $2)"
    );
    let mut vehicles = Vec::new();
    for name in names {
        let row = sql.first(&in_it, params![convoy, name]).map_err(StoreError::problem)?;
        let number = |column: usize| row.as_ref().map_or(0, |row| small(row.int(column)));
        let (left, arrived) = (of("left", name), of("arrived", name));
        vehicles.push(CountedVehicle { name: name.to_owned(), seated: number(0), came: number(1), left, arrived });
    }
    Ok(Counted { listed: number(0), came: number(1), left: of("left", ""), arrived: of("arrived", ""), vehicles })
}
