//! Counts of cases and needs by month. What only a circle may know of is not counted at all: a number would tell that it exists. Few
//! people are left out for every reader, and what still moves is rounded down ([`kernel::counts::published`]). No sums are told, so nothing that
//! was left out follows from one.

use access::{Answer, Cell, Column, Kind, Param, Query, Reading, ViewDef};
use kernel::{Date, Moment, Problem, counts::published::Published};
use log::{StoreError, params};
use std::collections::BTreeMap;

/// Cases opened and needs raised, by month, kind, sex and age.
pub const STATISTICS: ViewDef = ViewDef {
    name: "statistics",
    params: &[
        Param { name: "from", kind: Kind::Date, required: false },
        Param { name: "to", kind: Kind::Date, required: false },
    ],
    columns: &[
        Column { key: "protection_month", kind: Kind::Text, hxl: "#date+month", sorts: false },
        Column {
            key: "protection_counted",
            kind: Kind::Code("protection-counted"),
            hxl: "#indicator+name",
            sorts: false,
        },
        Column { key: "protection_kind", kind: Kind::Code("protection-about"), hxl: "#indicator+code", sorts: false },
        Column { key: "protection_sex", kind: Kind::Code("sex"), hxl: "#meta+sex", sorts: false },
        Column { key: "protection_age", kind: Kind::Code("protection-age"), hxl: "#meta+age", sorts: false },
        Column { key: "protection_people", kind: Kind::Number, hxl: "#affected+ind", sorts: false },
    ],
    read,
};

/// Longest time at once.
const MOST_DAYS: i64 = 366;

/// What is counted, and where it stands.
struct Source {
    counted: &'static str,
    kind: &'static str,
    table: &'static str,
    at: &'static str,
}

const CASES: Source = Source { counted: "case", kind: "about", table: "protection_case", at: "opened_at" };
const NEEDS: Source = Source { counted: "need", kind: "code", table: "protection_need", at: "at" };

/// A cell: month, what is counted, kind, sex, age.
type Key = (std::cmp::Reverse<String>, &'static str, String, String, &'static str);

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let to: Date = query.parsed("to")?.unwrap_or_else(|| reading.at.today());
    let from: Date = query.parsed("from")?.unwrap_or_else(|| to.plus_days(-182));
    let today = reading.at.today();
    let asked = Published::of(from.max(to.plus_days(-MOST_DAYS)), to, today);
    let mut cells = BTreeMap::new();
    count(reading, asked, &CASES, &mut cells)?;
    count(reading, asked, &NEEDS, &mut cells)?;
    let rows = cells.into_iter().skip(usize::try_from(query.offset()).unwrap_or(0));
    let rows =
        rows.take(usize::try_from(query.limit()).unwrap_or(0)).map(|((month, counted, kind, sex, age), people)| {
            let told = published(&month.0, today).and_then(|month| month.count(people));
            vec![
                Cell::Text(month.0),
                Cell::Text(counted.to_owned()),
                Cell::Text(kind),
                Cell::Text(sex),
                Cell::Text(age.to_owned()),
                told.map_or(Cell::Empty, Cell::Int),
            ]
        });
    Ok(Answer::Table { rows: rows.collect(), total: None, subjects: vec![] })
}

/// How the counts of a month may be told.
fn published(month: &str, today: Date) -> Option<Published> {
    let first: Date = format!("{month}-01").parse().ok()?;
    Some(Published::of(first, first, today))
}

fn count(
    reading: &mut Reading<'_>,
    asked: Published,
    source: &Source,
    cells: &mut BTreeMap<Key, i64>,
) -> Result<(), Problem> {
    let offset = reading.at.utc_offset_minutes;
    let Source { counted, kind, table, at } = *source;
    let select = format!(
        "SELECT {at}, {kind}, sex, child FROM {table} WHERE restricted = 0 AND {at} >= $1 AND {at} < $2 AND (site = $3 OR $4)"
    );
    let (begin, end) = (asked.from.start(offset), asked.to.plus_days(1).start(offset));
    let rows = reading
        .sql
        .rows(&select, params![begin, end, reading.site, reading.site.is_none()])
        .map_err(StoreError::problem)?;
    for row in rows {
        let day = Moment::from_millis(row.int(0)).date_at(offset);
        let month = std::cmp::Reverse(format!("{:04}-{:02}", day.year(), day.month()));
        let age = if row.int(3) != 0 { "child" } else { "adult" };
        *cells.entry((month, counted, row.text(1).to_owned(), row.text(2).to_owned(), age)).or_default() += 1;
    }
    Ok(())
}
