//! Records that have been kept as long as the post's periods allow. A list for people: nothing is erased by itself.
//!
//! A person's time begins anew with each crossing, and does not run out while they are at second line or their permitted stay
//! is running. At most 500 records are listed, the oldest first; the next ones follow when these are erased.

use super::reading::{first, rows, site};
use access::Kind::Code;
use access::{Answer, Cell, Column, Kind, Param, Query, Reading, ViewDef};
use kernel::{CrossingId, Date, GroupId, Moment, Problem, SiteId, SubjectId};
use log::{Row, Sql, params};

/// Most records of one list, and so of one erasure.
pub const MOST: i64 = 500;

/// A record that is due.
#[derive(Debug, Clone, PartialEq)]
pub struct Due {
    /// `traveller`, `second_line` or `group`.
    pub kind: &'static str,
    /// The person's last crossing; of no meaning for a group.
    pub crossing: CrossingId,
    /// The group, when it is one.
    pub group: Option<GroupId>,
    /// Whose key seals it.
    pub subject: Option<SubjectId>,
    /// A person's name, or a group's head, where known.
    pub name: String,
    /// The last crossing, or the pre-registration.
    pub last: Moment,
    /// Until when it was to be kept.
    pub kept_until: Date,
}

/// What is due at a post on a day, the oldest first.
pub fn at(sql: &mut dyn Sql, site: SiteId, on: Date, utc_offset_minutes: i32) -> Result<Vec<Due>, Problem> {
    let query = "SELECT traveller_months, second_line_months, group_months FROM crossing_post \
                 WHERE site = $1 AND traveller_months IS NOT NULL";
    let Some(periods) = first(sql, query, params![site])? else { return Ok(vec![]) };
    let months = |i| i32::try_from(periods.int(i)).unwrap_or(i32::MAX);
    let before = |i| on.plus_months(-months(i)).start(utc_offset_minutes);
    let travellers = "SELECT * FROM (SELECT r.crossing, r.traveller, r.name, r.at, EXISTS (SELECT 1 FROM crossing_referral f \
                      WHERE f.stream = r.stream AND f.traveller = r.traveller) AS referred FROM crossing_record r \
                      WHERE r.site = $1 AND (r.at < $2 OR r.at < $3) \
                      AND NOT EXISTS (SELECT 1 FROM crossing_record n WHERE n.stream = r.stream AND n.traveller = r.traveller \
                      AND (n.at > r.at OR (n.at = r.at AND n.crossing > r.crossing))) \
                      AND NOT EXISTS (SELECT 1 FROM crossing_referral f WHERE f.stream = r.stream \
                      AND f.traveller = r.traveller AND f.is_open = 1) \
                      AND NOT EXISTS (SELECT 1 FROM crossing_stay s WHERE s.stream = r.stream AND s.until >= $4)) due \
                      WHERE at < CASE WHEN referred THEN $3 ELSE $2 END ORDER BY at, crossing LIMIT $5";
    let found = rows(sql, travellers, params![site, before(0), before(1), on, MOST])?;
    let kept_until = |last: Moment, kind: usize| last.date_at(utc_offset_minutes).plus_months(months(kind));
    let mut due: Vec<Due> = found
        .iter()
        .filter_map(|row| {
            let last = Moment::from_millis(row.int(3));
            let (kind, period) = if row.int(4) == 1 { ("second_line", 1) } else { ("traveller", 0) };
            let (name, subject) = (row.text(2).to_owned(), row.id(1));
            let kept_until = kept_until(last, period);
            Some(Due { kind, crossing: row.id(0)?, group: None, subject, name, last, kept_until })
        })
        .collect();
    let groups =
        "SELECT group_id, head, at FROM crossing_group WHERE site = $1 AND at < $2 ORDER BY at, group_id LIMIT $3";
    due.extend(rows(sql, groups, params![site, before(2), MOST])?.iter().filter_map(|row: &Row| {
        let last = Moment::from_millis(row.int(2));
        let (name, subject) = (row.text(1).to_owned(), row.id(0));
        let (group, kept_until) = (row.id(0), kept_until(last, 2));
        Some(Due { kind: "group", crossing: row.id(0)?, group, subject, name, last, kept_until })
    }));
    due.sort_by_key(|record| record.last);
    due.truncate(usize::try_from(MOST).unwrap_or(usize::MAX));
    Ok(due)
}

/// The list.
pub const VIEW: ViewDef = ViewDef {
    name: "due_for_erasure",
    params: &[Param { name: "on", kind: Kind::Date, required: false }],
    columns: &[
        Column { key: "crossing_due_id", kind: Kind::Id, hxl: "#meta +id", sorts: false },
        Column { key: "crossing_name", kind: Kind::Text, hxl: "#meta +name", sorts: false },
        Column { key: "crossing_kept", kind: Code("crossing-kept"), hxl: "#meta +type", sorts: false },
        Column { key: "crossing_last", kind: Kind::Moment, hxl: "#date +end", sorts: false },
        Column { key: "crossing_kept_until", kind: Kind::Date, hxl: "#date +deadline", sorts: false },
    ],
    read,
};

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let site = site(reading)?;
    let on: Date = query.parsed("on")?.unwrap_or_else(|| reading.at.today());
    let due = at(reading.sql, site, on, reading.at.utc_offset_minutes)?;
    let total = i64::try_from(due.len()).ok();
    let page = |n: i64| usize::try_from(n).unwrap_or(usize::MAX);
    let shown: Vec<&Due> = due.iter().skip(page(query.offset())).take(page(query.limit())).collect();
    let text = |text: &str| if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) };
    let cells = shown.iter().map(|record| {
        let id = record.group.map_or_else(|| record.crossing.to_string(), |group| group.to_string());
        let (last, until) = (Cell::Moment(record.last), Cell::Date(record.kept_until));
        vec![Cell::Text(id), text(&record.name), text(record.kind), last, until]
    });
    let subjects = shown.iter().filter_map(|record| record.subject).collect();
    Ok(Answer::Table { rows: cells.collect(), total, subjects })
}
