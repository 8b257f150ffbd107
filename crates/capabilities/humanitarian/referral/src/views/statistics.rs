//! Referrals counted by month and kind of help: sent, acknowledged in time, answered, how fast, without any answer. Few people are left
//! out, with them whatever would give them away, and what still moves is rounded down ([`kernel::counts::published`]). No month is told
//! with another: the difference of two sums would be the month that was left out.

use access::{Answer, Cell, Column, Kind, Param, Query, Reading, ViewDef};
use kernel::{Date, Moment, Problem, counts::published::Published};
use log::{StoreError, params};
use std::{cmp::Reverse, collections::BTreeMap};

/// Counts by month and kind of help.
pub const STATISTICS: ViewDef = ViewDef {
    name: "statistics",
    params: &[
        Param { name: "from", kind: Kind::Date, required: false },
        Param { name: "to", kind: Kind::Date, required: false },
    ],
    columns: &[
        Column { key: "referral_month", kind: Kind::Text, hxl: "#date+month", sorts: false },
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
    /// Still without an end, or with one that the person was not told.
    open: i64,
}

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let (today, offset) = (reading.at.today(), reading.at.utc_offset_minutes);
    let to: Date = query.parsed("to")?.unwrap_or(today);
    let from: Date = query.parsed("from")?.unwrap_or_else(|| to.plus_days(-89));
    let asked = Published::of(from, to, today);
    let rows = reading
        .sql
        .rows(
            "SELECT category, sent, due, acknowledged, answered, stage, told FROM referral_sending \
             WHERE sent >= $1 AND sent < $2 AND (site = $3 OR $4)",
            params![
                asked.from.start(offset),
                asked.to.plus_days(1).start(offset),
                reading.site,
                reading.site.is_none()
            ],
        )
        .map_err(StoreError::problem)?;
    let now = reading.at.now.millis();
    let mut counts: BTreeMap<(Reverse<Date>, String), Counted> = BTreeMap::new();
    for row in &rows {
        let (sent, due, acknowledged, answered) = (row.int(1), row.int(2), row.opt_int(3), row.opt_int(4));
        let (stage, told) = (row.text(5), !row.is_null(6));
        let day = Moment::from_millis(sent).date_at(offset);
        let month = Published::of(day, day, today).from;
        let count = counts.entry((Reverse(month), row.text(0).to_owned())).or_default();
        count.sent += 1;
        count.acknowledged_in_time += i64::from(acknowledged.is_some_and(|at| at <= due));
        count.silent += i64::from(answered.is_none() && due < now && stage != "revoked");
        count.told += i64::from(told);
        count.open += i64::from(stage != "revoked" && !(told && matches!(stage, "declined" | "done")));
        if let Some(answered) = answered {
            count.answered += 1;
            count.accepted += i64::from(!matches!(stage, "declined" | "revoked"));
            count.hours.push((answered - sent).max(0) / 3_600_000);
        }
    }
    let cells = |((Reverse(month), category), counted)| cells(Published::of(month, month, today), category, counted);
    Ok(Answer::Table { rows: counts.into_iter().map(cells).collect(), total: None, subjects: vec![] })
}

/// Of those answered, those accepted and those whose person was told; of the others, those without an answer whose time is over: which
/// of these figures can be shown together. Each part that follows from them by subtraction stands alone too.
fn shown_together(asked: Published, counted: &Counted) -> (bool, bool, bool, bool) {
    let (declined, rest) = (counted.answered - counted.accepted, counted.sent - counted.answered);
    let stands = |parts: &[i64]| parts.iter().all(|part| asked.stands(*part));
    let answered = stands(&[counted.answered, rest]);
    let accepted = answered && stands(&[counted.accepted, declined]);
    let silent = answered && stands(&[counted.silent, rest - counted.silent]);
    // Told is who was answered, but for the few whose referral was revoked.
    let told =
        answered && stands(&[counted.told, counted.sent - counted.told, (counted.answered - counted.told).abs()]);
    (answered, accepted, silent, told)
}

fn cells(month: Published, category: String, mut counted: Counted) -> Vec<Cell> {
    // What was sent in a month that is over is answered in the next one.
    let asked = Published { over: month.over && counted.open == 0, ..month };
    let shown = |n: i64| asked.count(n).map_or(Cell::Empty, Cell::Int);
    let if_told = |told: bool, n: i64| if told && asked.count(counted.sent).is_some() { shown(n) } else { Cell::Empty };
    let alone = |n: i64| if_told(asked.stands(n) && asked.stands(counted.sent - n), n);
    let (answered, accepted, silent, told) = shown_together(asked, &counted);
    let mut row = vec![
        Cell::Text(format!("{:04}-{:02}", month.from.year(), month.from.month())),
        Cell::Text(category),
        shown(counted.sent),
        alone(counted.acknowledged_in_time),
        if_told(answered, counted.answered),
        if_told(accepted, counted.accepted),
    ];
    let last = [if_told(silent, counted.silent), if_told(told, counted.told)];
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

    fn row(sent: i64, answered: i64, accepted: i64, silent: i64, told: i64) -> Vec<Option<i64>> {
        let counted = Counted { sent, answered, accepted, silent, told, hours: vec![1; 9], ..Counted::default() };
        numbers(counted)
    }

    fn numbers(counted: Counted) -> Vec<Option<i64>> {
        let number = |cell: &Cell| if let Cell::Int(n) = cell { Some(*n) } else { None };
        cells(asked(), "gbv".into(), counted).iter().skip(2).map(number).collect()
    }

    #[test]
    fn few_people_are_not_counted_and_cannot_be_found_by_subtraction() {
        assert_eq!(row(4, 4, 4, 0, 0)[..4], [None; 4]);
        assert_eq!(row(20, 18, 18, 2, 0)[2], None, "two are not answered");
        assert_eq!(row(20, 20, 17, 0, 0)[2..4], [Some(20), None], "three were declined");
        assert_eq!(row(30, 20, 20, 8, 0)[5], None, "two still have time");
        assert_eq!(row(20, 15, 15, 5, 12)[6], None, "three were not told");
        assert_eq!(row(20, 15, 15, 5, 15), [Some(20), Some(0), Some(15), Some(15), Some(1), Some(5), Some(15)]);
    }

    #[test]
    fn while_a_referral_is_open_its_month_is_rounded_also_when_it_is_over() {
        let sent = |open| numbers(Counted { sent: 17, open, ..Counted::default() })[0];
        assert_eq!([0, 1].map(sent), [Some(17), Some(15)]);
    }

    /// Whatever the figures, each group that follows from those shown is empty or large.
    #[test]
    fn nothing_small_follows_from_what_is_shown() {
        for sent in 0..16 {
            for answered in 0..=sent {
                for accepted in 0..=answered {
                    for (silent, told) in
                        (0..=(sent - answered)).flat_map(|n| (0..=answered).map(move |told| (n, told)))
                    {
                        let shown = row(sent, answered, accepted, silent, told);
                        let (all, yes, taken, late, told) = (shown[0], shown[2], shown[3], shown[5], shown[6]);
                        let groups = [
                            yes,
                            taken,
                            late,
                            told,
                            all.zip(yes).map(|(all, yes)| all - yes),
                            all.zip(told).map(|(all, told)| all - told),
                            yes.zip(taken).map(|(yes, taken)| yes - taken),
                            yes.zip(told).map(|(yes, told)| yes - told),
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
