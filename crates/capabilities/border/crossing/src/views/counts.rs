//! Counters by day: what the board and the daily report read. A correction takes the old numbers back and adds the new ones.

use super::reading::to_json;
use crate::facts::{CrossingContent, CrossingFact, CrossingRecorded, GroupPreRegistered};
use kernel::counts::{AgeBand, Counts};
use kernel::{CrossingId, Date, SiteId};
use log::{LogError, Recorded, Row, Sql, View, params};

/// One row a number; and for each crossing the numbers that it added, so that a correction can take them back.
pub const TABLES: View = View {
    name: "crossing_count",
    version: 1,
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

fn record(sql: &mut dyn Sql, fact: &CrossingRecorded) -> Result<(), LogError> {
    let hour = i64::from(fact.hour);
    let numbers = numbers(&fact.content, fact.day, hour);
    sql.execute(
        "INSERT INTO crossing_counted (crossing, site, day, hour, numbers) VALUES ($1, $2, $3, $4, $5)",
        params![fact.crossing, fact.site, fact.day, hour, to_json(&numbers)],
    )?;
    add(sql, fact.site, fact.day, &numbers, 1)?;
    match fact.overstayed_days {
        Some(_) => add(sql, fact.site, fact.day, &[number("overstay", "at_exit", 1)], 1),
        None => Ok(()),
    }
}

fn correct(sql: &mut dyn Sql, crossing: CrossingId, content: &CrossingContent) -> Result<(), LogError> {
    let Some(row) = counted(sql, crossing)? else { return Ok(()) };
    let Some((site, day)) = where_and_when(&row) else { return Ok(()) };
    let before: Vec<Number> = serde_json::from_str(row.text(3)).unwrap_or_default();
    let now = numbers(content, day, row.int(2));
    add(sql, site, day, &before, -1)?;
    add(sql, site, day, &now, 1)?;
    add(sql, site, day, &[number("corrected", "crossings", 1)], 1)?;
    sql.execute("UPDATE crossing_counted SET numbers = $2 WHERE crossing = $1", params![crossing, to_json(&now)])?;
    Ok(())
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
    add(sql, fact.site, fact.day, &numbers, 1)
}

/// What happens after the lane counts on the day of the crossing, so that a day's report adds up.
fn later(sql: &mut dyn Sql, crossing: CrossingId, measure: &str, key: &str) -> Result<(), LogError> {
    match counted(sql, crossing)?.as_ref().and_then(where_and_when) {
        Some((site, day)) => add(sql, site, day, &[number(measure, key, 1)], 1),
        None => Ok(()),
    }
}

fn counted(sql: &mut dyn Sql, crossing: CrossingId) -> Result<Option<Row>, LogError> {
    let query = "SELECT site, day, hour, numbers FROM crossing_counted WHERE crossing = $1";
    Ok(sql.first(query, params![crossing])?)
}

fn where_and_when(row: &Row) -> Option<(SiteId, Date)> {
    Some((row.id(0)?, row.text(1).parse().ok()?))
}
