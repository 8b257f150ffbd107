//! Counters by day: what the board and the daily report read. A correction takes the old numbers back and adds the new ones.

use super::reading::to_json;
use crate::{
    erasure::erased::{DayLeft, Erased},
    facts::{CrossingContent, CrossingFact, CrossingRecorded, GroupPreRegistered},
};
use kernel::counts::{AgeBand, Counts};
use kernel::{CrossingId, Date, LaneId, SiteId, StreamId};
use log::{LogError, Recorded, Sql, Value, View, params};
use std::collections::{BTreeMap, BTreeSet};

/// One row a number; and for each crossing and group the numbers that it added, so that a correction or an erasure can take
/// them back.
pub const TABLES: View = View {
    name: "crossing_count",
    version: 2,
    tables: include_str!("tables/counts.sql"),
    indexes: "",
    drop: &["crossing_count", "crossing_counted"],
    wants: |kind| {
        matches!(
            kind,
            "crossing.crossing_recorded"
                | "crossing.crossing_corrected"
                | "crossing.group_pre_registered"
                | "crossing.group_handed_over"
                | "crossing.person_handed_over"
                | "crossing.referral_opened"
                | "crossing.referral_decided"
                | "crossing.adverse_outcome_recorded"
                | "crossing.records_erased"
        )
    },
    apply: take,
};

/// A number of a day: measure, key, how many.
type Number = (String, String, i64);

fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    match recorded.fact::<CrossingFact>()? {
        Some(CrossingFact::CrossingRecorded(fact)) => record(sql, &fact),
        Some(CrossingFact::CrossingCorrected { crossing, content, .. }) => correct(sql, crossing, &content),
        Some(CrossingFact::GroupPreRegistered(fact)) => pre_register(sql, &fact),
        Some(CrossingFact::GroupHandedOver { site, day, waited_min, .. }) => {
            let numbers = [
                number("handed_over", "groups", 1),
                number("wait", "minutes", waited_min),
                number("wait", "groups", 1),
            ];
            add(sql, site, day, &numbers, 1)
        }
        Some(CrossingFact::PersonHandedOver { crossing, .. }) => later(sql, crossing, "handed_over", "persons"),
        Some(CrossingFact::ReferralOpened { crossing, .. }) => later(sql, crossing, "second_line", "sent"),
        Some(CrossingFact::ReferralDecided { crossing, outcome, .. }) => {
            later(sql, crossing, "second_line", outcome.name())
        }
        Some(CrossingFact::AdverseOutcomeRecorded { crossing, .. }) => later(sql, crossing, "second_line", "adverse"),
        Some(CrossingFact::RecordsErased { erased, .. }) => erase(sql, &erased),
        _ => Ok(()),
    }
}

fn number(measure: &str, key: &str, n: i64) -> Number {
    (measure.to_owned(), key.to_owned(), n)
}

/// The numbers of one crossing.
fn numbers(content: &CrossingContent, day: Date, hour: i64) -> Vec<Number> {
    let (person, direction) = (&content.person, content.direction.name());
    let people = 1 + i64::from(content.companions.people());
    let band = person.birth.map_or("unknown", |birth| AgeBand::of(birth, day).name());
    let document = person.document.as_ref().map_or("none", |document| document.kind.name());
    let mut numbers = vec![
        number("direction", direction, people),
        number(&format!("hour_{direction}"), &format!("{hour:02}"), people),
        number("sex", person.sex.name(), 1),
        number("age", band, 1),
        number("nationality", person.nationality.code(), 1),
        number("document", document, 1),
    ];
    numbers.extend(by_sex_and_age(&content.companions));
    numbers
}

fn by_sex_and_age(counts: &Counts) -> Vec<Number> {
    counts
        .each()
        .flat_map(|(sex, band, n)| [number("sex", sex, i64::from(n)), number("age", band.name(), i64::from(n))])
        .collect()
}

fn add(sql: &mut dyn Sql, site: SiteId, day: Date, numbers: &[Number], sign: i64) -> Result<(), LogError> {
    for (measure, key, n) in numbers {
        sql.execute(
            "INSERT INTO crossing_count (day, site, measure, key, n) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (day, site, measure, key) DO UPDATE SET n = crossing_count.n + $5",
            params![day, site, measure.as_str(), key.as_str(), sign * n],
        )?;
    }
    Ok(())
}

/// Keeps the numbers of a record and counts them.
fn keep(sql: &mut dyn Sql, record: impl Into<Value>, counted: &Counted) -> Result<(), LogError> {
    let record: Value = record.into();
    sql.execute(
        "INSERT INTO crossing_counted (record, site, lane, day, hour, numbers, later) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![
            record,
            counted.site,
            counted.lane,
            counted.day,
            counted.hour,
            to_json(&counted.numbers),
            to_json(&counted.later)
        ],
    )?;
    add(sql, counted.site, counted.day, &counted.numbers, 1)?;
    add(sql, counted.site, counted.day, &counted.later, 1)
}

fn record(sql: &mut dyn Sql, fact: &CrossingRecorded) -> Result<(), LogError> {
    let hour = i64::from(fact.hour);
    let numbers = numbers(&fact.content, fact.day, hour);
    let later = fact.overstayed_days.map(|_| number("overstay", "at_exit", 1)).into_iter().collect();
    let (site, lane, day) = (fact.site, Some(fact.lane), fact.day);
    keep(sql, fact.crossing, &Counted { site, lane, day, hour, numbers, later })
}

fn correct(sql: &mut dyn Sql, crossing: CrossingId, content: &CrossingContent) -> Result<(), LogError> {
    let Some(counted) = counted(sql, crossing)? else { return Ok(()) };
    let now = numbers(content, counted.day, counted.hour);
    add(sql, counted.site, counted.day, &counted.numbers, -1)?;
    add(sql, counted.site, counted.day, &now, 1)?;
    sql.execute("UPDATE crossing_counted SET numbers = $2 WHERE record = $1", params![crossing, to_json(&now)])?;
    later(sql, crossing, "corrected", "crossings")
}

fn pre_register(sql: &mut dyn Sql, fact: &GroupPreRegistered) -> Result<(), LogError> {
    let people = i64::from(fact.counts.people());
    let mut numbers = vec![
        number("direction", "entry", people),
        number("hour_entry", &format!("{:02}", fact.hour), people),
        number("group", "pre_registered", 1),
        number("group", "people", people),
    ];
    numbers.extend(by_sex_and_age(&fact.counts));
    numbers.extend(fact.needs.iter().map(|need| number("urgent", need.name(), 1)));
    let (site, lane, day, hour, later) = (fact.site, fact.lane, fact.day, i64::from(fact.hour), vec![]);
    keep(sql, fact.group, &Counted { site, lane, day, hour, numbers, later })
}

/// What happens after the lane counts on the day of the crossing, so that a day's report adds up.
fn later(sql: &mut dyn Sql, crossing: CrossingId, measure: &str, key: &str) -> Result<(), LogError> {
    let Some(mut counted) = counted(sql, crossing)? else { return Ok(()) };
    let one = number(measure, key, 1);
    add(sql, counted.site, counted.day, std::slice::from_ref(&one), 1)?;
    counted.later.push(one);
    let statement = "UPDATE crossing_counted SET later = $2 WHERE record = $1";
    sql.execute(statement, params![crossing, to_json(&counted.later)])?;
    Ok(())
}

/// Takes back all that erased records added, and keeps the totals of their days.
fn erase(sql: &mut dyn Sql, erased: &Erased) -> Result<(), LogError> {
    for record in erased.ids() {
        let Some(counted) = counted(sql, record)? else { continue };
        add(sql, counted.site, counted.day, &counted.numbers, -1)?;
        add(sql, counted.site, counted.day, &counted.later, -1)?;
        sql.execute("DELETE FROM crossing_counted WHERE record = $1", params![record])?;
    }
    for left in &erased.days {
        let numbers = [
            number("direction", "entry", left.entries),
            number("direction", "exit", left.exits),
            number("group", "pre_registered", left.groups),
            number("group", "people", left.group_people),
            number("erased", "people", left.entries + left.exits),
        ];
        add(sql, left.site, left.day, &numbers, 1)?;
        // A number that nobody is left in goes: that it was there once would tell.
        let statement = "DELETE FROM crossing_count WHERE day = $1 AND site = $2 AND n = 0";
        sql.execute(statement, params![left.day, left.site])?;
    }
    Ok(())
}

/// The totals that stay of these records, by day, and the lanes they were in.
pub fn left(sql: &mut dyn Sql, records: &[StreamId]) -> Result<(Vec<DayLeft>, BTreeSet<LaneId>), LogError> {
    let (mut days, mut lanes) = (BTreeMap::new(), BTreeSet::new());
    for record in records {
        let Some(counted) = counted(sql, *record)? else { continue };
        lanes.extend(counted.lane);
        let (site, day) = (counted.site, counted.day);
        let none = DayLeft { site, day, entries: 0, exits: 0, groups: 0, group_people: 0 };
        let left = days.entry((site, day)).or_insert(none);
        for (measure, key, n) in &counted.numbers {
            match (measure.as_str(), key.as_str()) {
                ("direction", "entry") => left.entries += n,
                ("direction", "exit") => left.exits += n,
                ("group", "pre_registered") => left.groups += n,
                ("group", "people") => left.group_people += n,
                _ => {}
            }
        }
    }
    Ok((days.into_values().collect(), lanes))
}

/// Where and when a record counts, with the numbers that it added.
struct Counted {
    site: SiteId,
    lane: Option<LaneId>,
    day: Date,
    hour: i64,
    numbers: Vec<Number>,
    /// What was added after it was recorded.
    later: Vec<Number>,
}

fn counted(sql: &mut dyn Sql, record: impl Into<Value>) -> Result<Option<Counted>, LogError> {
    let query = "SELECT site, lane, day, hour, numbers, later FROM crossing_counted WHERE record = $1";
    let row = sql.first(query, &[record.into()])?;
    Ok(row.and_then(|row| {
        let read = |i| serde_json::from_str(row.text(i)).unwrap_or_default();
        let (site, day) = (row.id(0)?, row.text(2).parse().ok()?);
        Some(Counted { site, lane: row.id(1), day, hour: row.int(3), numbers: read(4), later: read(5) })
    }))
}
