//! Who was expected, left, arrived and is missing, by day and site: counts without anybody's id. Few people are left out, with them whatever
//! would give them away, and what still moves is rounded down ([`kernel::counts::published`]). Convoys that were called off or turned back
//! are not counted.

use super::tables::TRAVELS;
use access::{Answer, Cell, Column, Kind, Param, Query, Reading, ViewDef};
use kernel::{Date, Moment, Problem, SiteId, counts::published::Published};
use log::{StoreError, params};
use std::{cmp::Reverse, collections::BTreeMap};

/// Arrivals by the day on which they are due and the site they go to.
pub const ARRIVALS: ViewDef = ViewDef {
    name: "arrivals",
    params: &[
        Param { name: "from", kind: Kind::Date, required: false },
        Param { name: "to", kind: Kind::Date, required: false },
    ],
    columns: &[
        Column { key: "transfer_day", kind: Kind::Date, hxl: "#date+due", sorts: false },
        Column { key: "transfer_site", kind: Kind::Text, hxl: "#loc+id", sorts: false },
        Column { key: "transfer_count_expected", kind: Kind::Number, hxl: "#affected+expected", sorts: false },
        Column { key: "transfer_count_departed", kind: Kind::Number, hxl: "#affected+departed", sorts: false },
        Column { key: "transfer_count_arrived", kind: Kind::Number, hxl: "#affected+arrived", sorts: false },
        Column { key: "transfer_count_missing", kind: Kind::Number, hxl: "#affected+missing", sorts: false },
    ],
    read,
};

/// Longest time at once.
const MOST_DAYS: i64 = 366;

/// What is known of a day at a site.
#[derive(Debug, Default, Clone, Copy)]
struct Counted {
    expected: i64,
    departed: i64,
    arrived: i64,
    missing: i64,
    /// Whether a convoy of the day is still to come, or one of the missing not yet explained.
    moves: bool,
}

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let (today, offset) = (reading.at.today(), reading.at.utc_offset_minutes);
    let to: Date = query.parsed("to")?.unwrap_or_else(|| today.plus_days(7));
    let from: Date = query.parsed("from")?.unwrap_or_else(|| to.plus_days(-37));
    let from = from.max(to.plus_days(-MOST_DAYS));
    let count = |what: &str| {
        format!(
            "coalesce((SELECT max(n.counted) FROM transfer_count n WHERE n.convoy = c.convoy AND n.vehicle = '' AND n.what = '{what}'), 0)"
        )
    };
    let travellers = |which: &str| {
        format!("(SELECT count(*) FROM transfer_traveller t WHERE t.convoy = c.convoy AND ({TRAVELS}){which})")
    };
    let select = format!(
        "SELECT c.due, c.site, c.people, {}, {}, {}, CASE WHEN c.arrival IS NULL THEN 0 ELSE {} END, \
         CASE WHEN c.arrival IS NULL THEN 1 ELSE {} END FROM transfer_convoy c WHERE c.planned IS NOT NULL AND c.due >= $1 AND c.due < $2 \
         AND (c.site = $3 OR $4) AND (c.cancelled IS NULL OR c.departure IS NOT NULL) AND (c.arrival IS NULL OR c.arrived_site = c.site)",
        travellers(""),
        count("left"),
        count("arrived"),
        travellers(" AND t.came = 0"),
        travellers(" AND t.came = 0 AND (t.why IS NULL OR t.why = 'tracing')"),
    );
    let (begin, end) = (from.start(offset), to.plus_days(1).start(offset));
    let rows = reading
        .sql
        .rows(&select, params![begin, end, reading.site, reading.site.is_none()])
        .map_err(StoreError::problem)?;
    let mut days: BTreeMap<(Reverse<Date>, SiteId), Counted> = BTreeMap::new();
    for row in &rows {
        let Some(site) = row.id(1) else { continue };
        let day = Moment::from_millis(row.int(0)).date_at(offset);
        let of = days.entry((Reverse(day), site)).or_default();
        of.expected += row.int(2).max(row.int(3));
        of.departed += row.int(4);
        of.arrived += row.int(5);
        of.missing += row.int(6);
        of.moves |= row.int(7) != 0;
    }
    let total = i64::try_from(days.len()).ok();
    let page = days.into_iter().skip(usize::try_from(query.offset()).unwrap_or(0));
    let page = page.take(usize::try_from(query.limit()).unwrap_or(0));
    let line = |((Reverse(day), site), counted): ((Reverse<Date>, SiteId), Counted)| {
        let told = told(Published { from: day, to: day, over: day < today && !counted.moves }, counted);
        let cells = told.map(|people| people.map_or(Cell::Empty, Cell::Int));
        [Cell::Date(day), Cell::Text(site.to_string())].into_iter().chain(cells).collect()
    };
    Ok(Answer::Table { rows: page.map(line).collect(), total, subjects: vec![] })
}

/// Expected, departed, arrived and missing as they are told. Whoever is in one of them and not in another is a group too, and so is the
/// difference of two such groups: where one is small, the later number is left out.
fn told(day: Published, counted: Counted) -> [Option<i64>; 4] {
    let Counted { expected, departed, arrived, missing, .. } = counted;
    let mut shown: Vec<i64> = Vec::new();
    let mut out = [None; 4];
    for (told, people) in out.iter_mut().zip([expected, departed, arrived, missing]) {
        if day.count(people).is_none() {
            continue;
        }
        let pairs = shown.iter().map(|other| other - people);
        let triples = shown.iter().flat_map(|one| shown.iter().map(move |other| one - other - people));
        let sums = shown.iter().flat_map(|one| shown.iter().map(move |other| one + people - other));
        if pairs.chain(triples).chain(sums).all(|rest| day.stands(rest.abs())) {
            shown.push(people);
            *told = day.count(people);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(expected: i64, departed: i64, arrived: i64, missing: i64, over: bool) -> [Option<i64>; 4] {
        let day: Date = "2026-11-24".parse().unwrap();
        let counted = Counted { expected, departed, arrived, missing, moves: false };
        told(Published { from: day, to: day, over }, counted)
    }

    #[test]
    fn few_people_are_not_counted_and_cannot_be_found_by_subtraction() {
        assert_eq!(of(30, 30, 30, 0, true), [Some(30), Some(30), Some(30), Some(0)]);
        assert_eq!(of(30, 30, 28, 2, true), [Some(30), Some(30), None, None], "two are missing");
        assert_eq!(of(40, 30, 20, 10, true), [Some(40), Some(30), Some(20), Some(10)]);
        assert_eq!(of(4, 4, 4, 0, true), [None, None, None, Some(0)]);
        assert_eq!(of(33, 33, 0, 0, false), [Some(30), Some(30), None, None], "the day still runs");
    }

    /// Whatever the figures, each group that follows from those shown is empty or large.
    #[test]
    fn nothing_small_follows_from_what_is_shown() {
        for expected in 0..18 {
            for departed in 0..18 {
                for arrived in 0..18 {
                    for missing in 0..12 {
                        let [all, left, came, lost] = of(expected, departed, arrived, missing, true);
                        let less =
                            |one: Option<i64>, other: Option<i64>| one.zip(other).map(|(one, other)| one - other);
                        let groups = [
                            all,
                            left,
                            came,
                            lost,
                            less(all, left),
                            less(left, came),
                            less(all, came),
                            less(less(left, came), lost),
                            less(less(all, came), lost),
                            less(less(all, left), lost),
                        ];
                        let small = groups.iter().flatten().find(|group| (1..5).contains(&group.abs()));
                        assert_eq!(small, None, "{expected} {departed} {arrived} {missing}");
                    }
                }
            }
        }
    }
}
