//! What makes an item: each rule is one question to the tables.

use crate::views::stay::place;
use kernel::{HouseholdId, Moment, PersonId, Problem, SiteId, StayId, UnitId};
use log::{Row, Sql, StoreError, params};
use std::collections::BTreeMap;

/// Something that waits for a person.
pub(in crate::views) struct Item {
    /// Its kind and a digest of who is concerned: others concerned, another key.
    pub key: String,
    pub kind: &'static str,
    pub place: Option<String>,
    pub people: Vec<PersonId>,
    pub household: Option<HouseholdId>,
    pub unit: Option<UnitId>,
    pub reason: Option<String>,
    pub note: Option<String>,
    pub since: Moment,
}

/// One bed, stay or person that a rule found. Rows of one group become one item.
const FOUND: &str = "s.person, s.household, s.stay, s.changed_at, u.code, r.code, s.bed, s.unit";

/// A rule: its kind, and how rows are grouped.
struct Rule {
    kind: &'static str,
    by: By,
    query: &'static str,
}

#[derive(Clone, Copy)]
enum By {
    Bed,
    Household,
    Person,
}

const RULES: [Rule; 8] = [
    // Two stays hold one bed: two posts gave it while apart, or somebody answered for it.
    Rule {
        kind: "overbooked",
        by: By::Bed,
        query: "JOIN reception_hold h ON h.stay = s.stay AND (SELECT count(*) FROM reception_hold o \
                WHERE o.room = h.room AND o.bed = h.bed) > 1 WHERE s.site = $1 AND s.ended_at IS NULL",
    },
    // A household in several units.
    Rule {
        kind: "split",
        by: By::Household,
        query: "WHERE s.site = $1 AND s.ended_at IS NULL AND s.unit IS NOT NULL AND (SELECT count(DISTINCT o.unit) \
                FROM reception_stay o WHERE o.household = s.household AND o.site = s.site AND o.ended_at IS NULL) > 1",
    },
    // A child and a parent or caregiver of another household in different units.
    Rule {
        kind: "parted",
        by: By::Person,
        query: "JOIN registration_link l ON l.other = s.person AND l.relation IN ('parent_of', 'caregiver_of') \
                JOIN reception_stay o ON o.person = l.person AND o.site = s.site AND o.ended_at IS NULL \
                AND o.household <> s.household AND o.unit <> s.unit WHERE s.site = $1 AND s.ended_at IS NULL",
    },
    // Children of one parent or caregiver, of two households, in different units.
    Rule {
        kind: "parted",
        by: By::Person,
        query: "JOIN registration_link a ON a.other = s.person AND a.relation IN ('parent_of', 'caregiver_of') \
                JOIN registration_link b ON b.person = a.person AND b.relation IN ('parent_of', 'caregiver_of') \
                JOIN reception_stay o ON o.person = b.other AND o.site = s.site AND o.ended_at IS NULL \
                AND o.household <> s.household AND o.unit <> s.unit WHERE s.site = $1 AND s.ended_at IS NULL",
    },
    // One person with two open stays: two posts received them while apart.
    Rule {
        kind: "two_stays",
        by: By::Person,
        query: "WHERE s.ended_at IS NULL AND s.site = $1 AND (SELECT count(*) FROM reception_stay o \
                WHERE o.person = s.person AND o.ended_at IS NULL) > 1",
    },
    // One stay with two beds: two posts gave one each while apart.
    Rule {
        kind: "two_beds",
        by: By::Person,
        query: "WHERE s.site = $1 AND s.ended_at IS NULL AND (SELECT count(*) FROM reception_hold o WHERE o.stay = s.stay) > 1",
    },
    // There, and without a bed.
    Rule {
        kind: "no_place",
        by: By::Household,
        query: "WHERE s.site = $1 AND s.ended_at IS NULL AND s.unit IS NULL AND s.status = 'present'",
    },
    // In a place that is not meant for them, or that another held, with words for it.
    Rule {
        kind: "exception",
        by: By::Household,
        query: "WHERE s.site = $1 AND s.ended_at IS NULL AND s.exception IS NOT NULL",
    },
];

/// Every item of a site, whether settled or not.
pub(super) fn all(sql: &mut dyn Sql, site: SiteId) -> Result<Vec<Item>, Problem> {
    let mut out = Vec::new();
    for rule in &RULES {
        let query = format!(
            "SELECT DISTINCT {FOUND} FROM reception_stay s LEFT JOIN reception_unit u ON u.unit = s.unit \
             LEFT JOIN reception_room r ON r.room = s.room {} ORDER BY s.changed_at, s.stay",
            rule.query
        );
        let rows = sql.rows(&query, params![site]).map_err(StoreError::problem)?;
        let mut groups: BTreeMap<String, Vec<Row>> = BTreeMap::new();
        for row in rows {
            groups.entry(group(rule.by, &row)).or_default().push(row);
        }
        for rows in groups.into_values() {
            out.push(item(rule, &rows));
        }
    }
    for item in out.iter_mut().filter(|item| item.kind == "split") {
        explain(sql, site, item)?;
    }
    out.extend(held_by_nobody(sql, site)?);
    out.extend(held_though_blocked(sql, site)?);
    out.sort_by(|a, b| (a.since, &a.key).cmp(&(b.since, &b.key)));
    // A child apart from who cares for it and from another child in the same care is one item.
    out.dedup_by(|a, b| a.key == b.key);
    Ok(out)
}

fn group(by: By, row: &Row) -> String {
    match by {
        By::Bed => format!("{} {} {}", row.text(4), row.text(5), row.int(6)),
        By::Household => row.id::<HouseholdId>(1).map(|id| id.to_string()).unwrap_or_default(),
        By::Person => row.id::<PersonId>(0).map(|id| id.to_string()).unwrap_or_default(),
    }
}

fn item(rule: &Rule, rows: &[Row]) -> Item {
    let stays: Vec<StayId> = rows.iter().filter_map(|row| row.id(2)).collect();
    let mut places: Vec<String> =
        rows.iter().filter_map(|row| row.opt_text(4).map(|unit| place(unit, row.text(5), row.int(6)))).collect();
    places.dedup();
    let mut people: Vec<PersonId> = rows.iter().filter_map(|row| row.id(0)).collect();
    people.dedup();
    Item {
        key: key(rule.kind, stays.iter().map(|stay| stay.bytes().to_vec())),
        kind: rule.kind,
        place: Some(places.join(", ")).filter(|places| !places.is_empty()),
        people,
        household: rows.first().and_then(|row| row.id(1)),
        unit: rows.first().and_then(|row| row.id(7)),
        reason: None,
        note: None,
        since: Moment::from_millis(rows.iter().map(|row| row.int(3)).max().unwrap_or_default()),
    }
}

/// The words with which somebody answered for a split.
fn explain(sql: &mut dyn Sql, site: SiteId, item: &mut Item) -> Result<(), Problem> {
    let query = "SELECT reason, note FROM reception_apart WHERE household = $1 AND site = $2";
    if let Some(row) = sql.first(query, params![item.household, site]).map_err(StoreError::problem)? {
        item.reason = row.opt_text(0).map(str::to_owned);
        item.note = row.opt_text(1).map(str::to_owned);
    }
    Ok(())
}

/// Beds held by a stay that nobody is known by, or that has ended.
fn held_by_nobody(sql: &mut dyn Sql, site: SiteId) -> Result<Vec<Item>, Problem> {
    beds(
        sql,
        site,
        "held_by_nobody",
        "WHERE u.site = $1 AND NOT EXISTS (SELECT 1 FROM reception_stay s WHERE s.stay = h.stay AND s.ended_at IS NULL)",
    )
}

/// Beds that are held and cannot be used.
fn held_though_blocked(sql: &mut dyn Sql, site: SiteId) -> Result<Vec<Item>, Problem> {
    beds(
        sql,
        site,
        "held_though_blocked",
        "JOIN reception_bed b ON b.room = h.room AND b.bed = h.bed AND b.blocked IS NOT NULL WHERE u.site = $1",
    )
}

fn beds(sql: &mut dyn Sql, site: SiteId, kind: &'static str, rest: &str) -> Result<Vec<Item>, Problem> {
    let query = format!(
        "SELECT h.stay, h.since, u.code, r.code, h.bed, h.unit FROM reception_hold h JOIN reception_unit u ON u.unit = h.unit \
         JOIN reception_room r ON r.room = h.room {rest} ORDER BY h.since, h.stay"
    );
    let rows = sql.rows(&query, params![site]).map_err(StoreError::problem)?;
    let item = |row: &Row| Item {
        key: key(kind, row.id::<StayId>(0).map(|stay| stay.bytes().to_vec()).into_iter()),
        kind,
        place: Some(place(row.text(2), row.text(3), row.int(4))),
        people: vec![],
        household: None,
        unit: row.id(5),
        reason: None,
        note: None,
        since: Moment::from_millis(row.int(1)),
    };
    Ok(rows.iter().map(item).collect())
}

fn key(kind: &str, of: impl Iterator<Item = Vec<u8>>) -> String {
    let mut ids: Vec<Vec<u8>> = of.collect();
    ids.sort();
    ids.dedup();
    let digest = blake3::hash(&ids.concat());
    let short: String = digest.to_hex().chars().take(16).collect();
    format!("{kind}:{short}")
}
