//! Referrals counted by kind of help: sent, acknowledged in time, answered, how fast, without any answer. Few people are left out, with
//! them whatever would give them away, and what still moves is rounded down ([`kernel::counts::published`]).

use access::{Answer, Cell, Column, Kind, Param, Query, Reading, ViewDef};
use kernel::{Date, Problem, counts::published::Published};
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
    let asked = Published::of(from, to, today);
    let rows = reading
        .sql
        .rows(
            "SELECT category, sent, due, acknowledged, answered, declined_or_revoked, told, stage FROM \
             (SELECT category, sent, due, acknowledged, answered, told, stage, stage IN ('declined', 'revoked') AS declined_or_revoked, \
             site FROM referral_sending WHERE sent >= $1 AND sent < $2 AND (site = $3 OR $4)) ORDER BY category",
            params![asked.from.start(offset), asked.to.plus_days(1).start(offset), reading.site, reading.site.is_none()],
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
    let rows = counts.into_iter().map(|(category, counted)| cells(asked, category, counted)).collect();
    Ok(Answer::Table { rows, total: None, subjects: vec![] })
}

/// Of those answered, those accepted; of the others, those without an answer whose time is over: which of these figures can be told
/// together. Each part that follows from them by subtraction stands alone too.
fn told_together(asked: Published, counted: &Counted) -> (bool, bool, bool) {
    let (declined, rest) = (counted.answered - counted.accepted, counted.sent - counted.answered);
    let stands = |parts: &[i64]| parts.iter().all(|part| asked.stands(*part));
    let answered = stands(&[counted.answered, rest]);
    let accepted = answered && stands(&[counted.accepted, declined]);
    let silent = answered && stands(&[counted.silent, rest - counted.silent]);
    (answered, accepted, silent)
}

fn cells(asked: Published, category: String, mut counted: Counted) -> Vec<Cell> {
    let shown = |n: i64| asked.count(n).map_or(Cell::Empty, Cell::Int);
    let if_told = |told: bool, n: i64| if told && asked.count(counted.sent).is_some() { shown(n) } else { Cell::Empty };
    let alone = |n: i64| if_told(asked.stands(n) && asked.stands(counted.sent - n), n);
    let (answered, accepted, silent) = told_together(asked, &counted);
    let mut row = vec![
        Cell::Text(category),
        shown(counted.sent),
        alone(counted.acknowledged_in_time),
        if_told(answered, counted.answered),
        if_told(accepted, counted.accepted),
    ];
    let last = [if_told(silent, counted.silent), alone(counted.told)];
    counted.hours.sort_unstable();
    let median = counted.hours.get(counted.hours.len() / 2).copied();
    row.push(median.filter(|_| answered && counted.answered > 0).map_or(Cell::Empty, Cell::Int));
    row.extend(last);
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked() -> Published {
        let day: Date = "2026-10-01".parse().unwrap();
        Published::of(day, day, day.plus_days(60))
    }

    fn row(sent: i64, answered: i64, accepted: i64, silent: i64) -> Vec<Option<i64>> {
        let counted = Counted { sent, answered, accepted, silent, hours: vec![1; 9], ..Counted::default() };
        let number = |cell: &Cell| if let Cell::Int(n) = cell { Some(*n) } else { None };
        cells(asked(), "gbv".into(), counted).iter().skip(1).map(number).collect()
    }

    #[test]
    fn few_people_are_not_counted_and_cannot_be_found_by_subtraction() {
        assert_eq!(row(4, 4, 4, 0)[..4], [None; 4]);
        assert_eq!(row(20, 18, 18, 2)[2], None, "two are not answered");
        assert_eq!(row(20, 20, 17, 0)[2..4], [Some(20), None], "three were declined");
        assert_eq!(row(30, 20, 20, 8)[6 - 1], None, "two still have time");
        assert_eq!(row(20, 15, 15, 5), [Some(20), Some(0), Some(15), Some(15), Some(1), Some(5), Some(0)]);
    }

    /// Whatever the figures, each group that follows from those shown is empty or large.
    #[test]
    fn nothing_small_follows_from_what_is_shown() {
        for sent in 0..16 {
            for answered in 0..=sent {
                for accepted in 0..=answered {
                    for silent in 0..=(sent - answered) {
                        let shown = row(sent, answered, accepted, silent);
                        let (all, yes, taken, late) = (shown[0], shown[2], shown[3], shown[5]);
                        let groups = [
                            yes,
                            taken,
                            late,
                            all.zip(yes).map(|(all, yes)| all - yes),
                            yes.zip(taken).map(|(yes, taken)| yes - taken),
                            all.zip(yes).zip(late).map(|((all, yes), late)| all - yes - late),
                        ];
                        let small = groups.iter().flatten().find(|group| (1..5).contains(*group));
                        assert_eq!(small, None, "{sent} {answered} {accepted} {silent}: {shown:?}");
                    }
                }
            }
        }
    }
}
