//! Referrals counted by kind of help: sent, acknowledged in time, answered, how fast, without any answer. Counts of few people are
//! left out, and with them every figure of their row.

use access::{Answer, Cell, Column, Kind, Param, Query, Reading, ViewDef};
use kernel::{Date, Problem};
use log::{StoreError, params};
use std::collections::BTreeMap;

/// Counts by kind of help.
pub const STATISTICS: ViewDef = ViewDef {
    name: "statistics",
    params: &[
        Param { name: "from", kind: Kind::Date, required: false },
        Param { name: "to", kind: Kind::Date, required: false },
    ],
    columns: &[
        Column { key: "referral_category", kind: Kind::Code("referral-category"), hxl: "#service+type", sorts: false },
        Column { key: "referral_count_sent", kind: Kind::Number, hxl: "#service+num+sent", sorts: false },
        Column {
            key: "referral_count_acknowledged",
            kind: Kind::Number,
            hxl: "#service+num+acknowledged",
            sorts: false,
        },
        Column { key: "referral_count_answered", kind: Kind::Number, hxl: "#service+num+answered", sorts: false },
        Column { key: "referral_count_accepted", kind: Kind::Number, hxl: "#service+num+accepted", sorts: false },
        Column { key: "referral_median_hours", kind: Kind::Number, hxl: "#service+hours+median", sorts: false },
        Column { key: "referral_count_silent", kind: Kind::Number, hxl: "#service+num+silent", sorts: false },
        Column { key: "referral_count_told", kind: Kind::Number, hxl: "#service+num+told", sorts: false },
    ],
    read,
};

/// Counts below this are not shown, for whatever purpose: with few people in a cell, a count points at somebody.
const LEAST: i64 = 5;

#[derive(Debug, Default)]
struct Counted {
    sent: i64,
    acknowledged_in_time: i64,
    answered: i64,
    accepted: i64,
    silent: i64,
    told: i64,
    hours: Vec<i64>,
}

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let (today, offset) = (reading.at.today(), reading.at.utc_offset_minutes);
    let to: Date = query.parsed("to")?.unwrap_or(today);
    let from: Date = query.parsed("from")?.unwrap_or_else(|| to.plus_days(-89));
    let rows = reading
        .sql
        .rows(
            "SELECT category, sent, due, acknowledged, answered, declined_or_revoked, told, stage FROM \
             (SELECT category, sent, due, acknowledged, answered, told, stage, stage IN ('declined', 'revoked') AS declined_or_revoked, \
             site FROM referral_sending WHERE sent >= $1 AND sent < $2 AND (site = $3 OR $4)) ORDER BY category",
            params![from.start(offset), to.plus_days(1).start(offset), reading.site, reading.site.is_none()],
        )
        .map_err(StoreError::problem)?;
    let now = reading.at.now.millis();
    let mut counts: BTreeMap<String, Counted> = BTreeMap::new();
    for row in &rows {
        let count = counts.entry(row.text(0).to_owned()).or_default();
        let (sent, due, acknowledged, answered) = (row.int(1), row.int(2), row.opt_int(3), row.opt_int(4));
        count.sent += 1;
        count.acknowledged_in_time += i64::from(acknowledged.is_some_and(|at| at <= due));
        count.silent += i64::from(answered.is_none() && due < now && row.text(7) != "revoked");
        count.told += i64::from(!row.is_null(6));
        if let Some(answered) = answered {
            count.answered += 1;
            count.accepted += i64::from(row.int(5) == 0);
            count.hours.push((answered - sent).max(0) / 3_600_000);
        }
    }
    let rows = counts.into_iter().map(|(category, counted)| cells(category, counted)).collect();
    Ok(Answer::Table { rows, total: None, subjects: vec![] })
}

fn cells(category: String, mut counted: Counted) -> Vec<Cell> {
    let shown = |n: i64| if n >= LEAST { Cell::Int(n) } else { Cell::Empty };
    // A figure that is small, or whose rest is small, would give the small one away.
    let of_all = |n: i64| {
        let rest = counted.sent - n;
        if counted.sent >= LEAST && (n == 0 || n >= LEAST) && (rest == 0 || rest >= LEAST) {
            Cell::Int(n)
        } else {
            Cell::Empty
        }
    };
    let row = [counted.acknowledged_in_time, counted.answered, counted.accepted].map(of_all);
    let last = [counted.silent, counted.told].map(of_all);
    counted.hours.sort_unstable();
    let median = counted.hours.get(counted.hours.len() / 2).copied();
    let median = median.filter(|_| counted.answered >= LEAST).map_or(Cell::Empty, Cell::Int);
    let [acknowledged, answered, accepted] = row;
    let [silent, told] = last;
    vec![Cell::Text(category), shown(counted.sent), acknowledged, answered, accepted, median, silent, told]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_people_are_not_counted_and_cannot_be_found_by_subtraction() {
        let counted = |sent, answered| Counted { sent, answered, hours: vec![1; 9], ..Counted::default() };
        let row = |sent, answered| cells("gbv".into(), counted(sent, answered));
        assert_eq!(row(4, 4)[1..4], [Cell::Empty, Cell::Empty, Cell::Empty]);
        assert_eq!(row(20, 18)[3], Cell::Empty);
        assert_eq!(row(20, 15)[3], Cell::Int(15));
        assert_eq!(row(20, 20)[3], Cell::Int(20));
    }
}
