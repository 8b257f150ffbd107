//! How a site stands to each norm on a day: the population of that day, the measurement that was valid then, the norm that is applied in
//! the phase of that day. Computed from facts each time, so that yesterday's gap is found again by whoever asks.

use super::population::{at_moments, moment_of};
use crate::shipped;
use kernel::{Date, Moment, Problem, SiteId};
use log::{At, Row, Sql, StoreError, params};
use provision::{Gap, Item, Measured, Norm, Phase, Population, gap};
use std::collections::BTreeMap;

/// What was measured of an item on a day.
#[derive(Debug, Clone)]
pub struct Measurement {
    /// The amount.
    pub amount: Measured,
    /// When.
    pub on: Date,
}

/// A site and a norm.
pub struct Standing {
    /// The norm that is applied.
    pub norm: &'static Norm,
    /// What it measures.
    pub item: &'static Item,
    /// What is needed, there, missing.
    pub gap: Gap,
    /// The measurement that counts.
    pub measured: Option<Measurement>,
    /// Whether it is too old to rely on.
    pub stale: bool,
}

/// A site on a day.
pub struct Day {
    /// The day.
    pub on: Date,
    /// The phase it is in.
    pub phase: Phase,
    /// Who stays.
    pub population: Population,
    /// How it stands to each norm, the most urgent first.
    pub standings: Vec<Standing>,
}

/// How the site stands on each of `days`, which are in order.
pub fn on_days(sql: &mut dyn Sql, site: SiteId, days: &[Date], at: &At) -> Result<Vec<Day>, Problem> {
    let (Some(first), Some(last)) = (days.first(), days.last()) else { return Ok(vec![]) };
    let moments: Vec<Moment> = days.iter().map(|day| moment_of(*day, at)).collect();
    let populations = at_moments(sql, site, &moments)?;
    let phases = phases(sql, site)?;
    let mut measured = BTreeMap::new();
    for item in shipped::items() {
        measured.insert(item.code.as_str(), measurements(sql, site, &item.code, (*first, *last))?);
    }
    let day = |((on, moment), population): ((&Date, &Moment), &Population)| {
        let phase = phases.iter().rfind(|(from, _)| from <= moment).map_or(Phase::Emergency, |(_, phase)| *phase);
        let stand = |(norm, item): (&'static Norm, &'static Item)| {
            let of = measured.get(item.code.as_str()).map_or(&[][..], Vec::as_slice);
            let valid = of.iter().rfind(|one| one.on <= *on).cloned();
            let stale = valid.as_ref().is_some_and(|one| item.is_stale(one.on, *on));
            let found = gap(norm, *population, valid.as_ref().map(|one| one.amount));
            Standing { norm, item, gap: found, measured: valid, stale }
        };
        let standings = shipped::applied(phase, *on).into_iter().map(stand).collect();
        Day { on: *on, phase, population: *population, standings }
    };
    Ok(days.iter().zip(&moments).zip(&populations).map(day).collect())
}

/// How the site stands on a day.
pub fn on_day(sql: &mut dyn Sql, site: SiteId, day: Date, at: &At) -> Result<Day, Problem> {
    on_days(sql, site, &[day], at)?.pop().ok_or_else(Problem::not_found)
}

/// The phases of a site by when each was declared.
fn phases(sql: &mut dyn Sql, site: SiteId) -> Result<Vec<(Moment, Phase)>, Problem> {
    let rows = sql.rows("SELECT at, phase FROM norms_phase WHERE site = $1 ORDER BY at, recorded", params![site]);
    let phase = |row: &Row| {
        let phase = Phase::ALL.iter().find(|phase| phase.name() == row.text(1))?;
        Some((Moment::from_millis(row.int(0)), *phase))
    };
    Ok(rows.map_err(StoreError::problem)?.iter().filter_map(phase).collect())
}

/// The measurements of an item in a time, in order, and before them the one that was valid at its beginning.
fn measurements(
    sql: &mut dyn Sql,
    site: SiteId,
    item: &str,
    (first, last): (Date, Date),
) -> Result<Vec<Measurement>, Problem> {
    let columns = "SELECT amount, each, women, men, day FROM norms_measurement WHERE site = $1 AND item = $2";
    let before = format!("{columns} AND day < $3 ORDER BY day DESC, at DESC, recorded DESC LIMIT 1");
    let within = format!("{columns} AND day >= $3 AND day <= $4 ORDER BY day, at, recorded");
    let mut rows = sql.rows(&before, params![site, item, first]).map_err(StoreError::problem)?;
    rows.extend(sql.rows(&within, params![site, item, first, last]).map_err(StoreError::problem)?);
    Ok(rows.iter().filter_map(measurement).collect())
}

fn measurement(row: &Row) -> Option<Measurement> {
    let number = |column: usize| row.opt_int(column).and_then(|number| u64::try_from(number).ok());
    let each = number(1)?;
    let part = |column: usize| number(column).map(|count| count.saturating_mul(each));
    let amount = Measured { total: part(0)?, women: part(2), men: part(3) };
    Some(Measurement { amount, on: row.text(4).parse().ok()? })
}
