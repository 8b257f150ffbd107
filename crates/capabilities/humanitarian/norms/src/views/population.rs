//! Who stays at a site at some moments: people who came and have not left, without those who are away for a while.

use kernel::{Date, HouseholdId, Moment, PersonId, Problem, SiteId, StayId};
use log::{At, Sql, StoreError, params};
use provision::Population;
use std::collections::{BTreeMap, BTreeSet};

/// The moment at which a day is looked at: its end, or now for today.
pub fn moment_of(day: Date, at: &At) -> Moment {
    let end = day.plus_days(1).start(at.utc_offset_minutes);
    if end > at.now { at.now } else { end.plus_seconds(-1) }
}

struct Stay {
    person: PersonId,
    household: HouseholdId,
    begun: Moment,
    ended: Option<Moment>,
    /// When the person went away and came back, in order.
    away: Vec<(Moment, bool)>,
}

impl Stay {
    fn is_there(&self, at: Moment) -> bool {
        let away = self.away.iter().rfind(|(when, _)| *when <= at).is_some_and(|(_, away)| *away);
        self.begun <= at && self.ended.is_none_or(|ended| ended > at) && !away
    }
}

/// The population at each of these moments, which are in order.
pub fn at_moments(sql: &mut dyn Sql, site: SiteId, moments: &[Moment]) -> Result<Vec<Population>, Problem> {
    let (Some(first), Some(last)) = (moments.first(), moments.last()) else { return Ok(vec![]) };
    let stays = stays(sql, site, *first, *last)?;
    let count = |at: &Moment| {
        let (mut people, mut households) = (BTreeSet::new(), BTreeSet::new());
        for stay in stays.iter().filter(|stay| stay.is_there(*at)) {
            people.insert(stay.person);
            households.insert(stay.household);
        }
        Population { people: people.len() as u64, households: households.len() as u64 }
    };
    Ok(moments.iter().map(count).collect())
}

fn stays(sql: &mut dyn Sql, site: SiteId, first: Moment, last: Moment) -> Result<Vec<Stay>, Problem> {
    let within = "site = $1 AND begun <= $2 AND (ended IS NULL OR ended > $3)";
    let select = format!("SELECT stay, person, household, begun, ended FROM norms_stay WHERE {within}");
    let rows = sql.rows(&select, params![site, last, first]).map_err(StoreError::problem)?;
    let select = format!(
        "SELECT stay, at, away FROM norms_away WHERE at <= $2 AND stay IN (SELECT stay FROM norms_stay WHERE {within}) \
         ORDER BY at"
    );
    let gone = sql.rows(&select, params![site, last, first]).map_err(StoreError::problem)?;
    let mut away: BTreeMap<StayId, Vec<(Moment, bool)>> = BTreeMap::new();
    for row in gone {
        let Some(stay) = row.id::<StayId>(0) else { continue };
        away.entry(stay).or_default().push((Moment::from_millis(row.int(1)), row.int(2) != 0));
    }
    let stay = |row: &log::Row| {
        Some(Stay {
            away: away.remove(&row.id(0)?).unwrap_or_default(),
            person: row.id(1)?,
            household: row.id(2)?,
            begun: Moment::from_millis(row.int(3)),
            ended: row.opt_int(4).map(Moment::from_millis),
        })
    };
    Ok(rows.iter().filter_map(stay).collect())
}
