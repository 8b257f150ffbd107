//! What makes an item: each rule is one question to the tables. An item goes when its cause goes; those that are settled with words open
//! again when others are concerned.

use super::{
    seat_rules,
    tables::{TO_COME, TRAVELS},
    travellers::{self, NOT_BEHIND},
};
use kernel::{ConvoyId, HouseholdId, Moment, PersonId, Problem, SiteId};
use log::{Row, Sql, StoreError, params};
use std::collections::{BTreeMap, BTreeSet};

/// Something that waits for a person.
pub(super) struct Item {
    /// Its kind and a digest of what it is about.
    pub key: String,
    pub kind: &'static str,
    pub convoy: ConvoyId,
    /// From where the convoy comes.
    pub from: String,
    pub people: BTreeSet<PersonId>,
    pub reason: Option<String>,
    pub note: Option<String>,
    /// Numbers that differ, as `28 → 27`.
    pub numbers: Option<String>,
    pub since: Moment,
}

/// After so long past its time, a convoy that did not arrive is overdue. [assumed] long enough for a ford and a flat tyre.
const OVERDUE_HOURS: i64 = 2;

/// Convoys of a site, with what every rule tells of them.
pub(super) const OF_SITE: &str = "c.planned IS NOT NULL AND (c.site = $1 OR c.from_site = $1)";

/// Every item of a site.
pub(super) fn all(sql: &mut dyn Sql, site: SiteId, now: Moment) -> Result<Vec<Item>, Problem> {
    let mut out = missing(sql, site)?;
    out.extend(counts(sql, site)?);
    out.extend(parted(sql, site)?);
    out.extend(seats(sql, site)?);
    out.extend(twice(sql, site)?);
    out.extend(seat_rules::all(sql, site)?);
    out.extend(late(sql, site, now)?);
    out.sort_by(|a, b| (a.since, &a.key).cmp(&(b.since, &b.key)));
    Ok(out)
}

/// Those that nobody has settled.
pub(super) fn open(sql: &mut dyn Sql, site: SiteId, now: Moment) -> Result<Vec<Item>, Problem> {
    let settled = settled(sql, site)?;
    Ok(all(sql, site, now)?.into_iter().filter(|item| !settled.contains_key(&item.key)).collect())
}

/// What was settled at a site, with the words.
pub(super) fn settled(sql: &mut dyn Sql, site: SiteId) -> Result<BTreeMap<String, String>, Problem> {
    let rows = sql.rows("SELECT item, note FROM transfer_settled WHERE site = $1", params![site]);
    let rows = rows.map_err(StoreError::problem)?;
    Ok(rows.iter().map(|row| (row.text(0).to_owned(), row.text(1).to_owned())).collect())
}

/// An item about a convoy, whose row begins with its id, its origin and a moment.
pub(super) fn item(kind: &'static str, row: &Row, about: &[&[u8]]) -> Option<Item> {
    let convoy: ConvoyId = row.id(0)?;
    let digest = blake3::hash(&[&[convoy.bytes().as_slice()], about].concat().concat());
    let short: String = digest.to_hex().chars().take(16).collect();
    Some(Item {
        key: format!("{kind}:{short}"),
        kind,
        convoy,
        from: row.text(1).to_owned(),
        people: BTreeSet::new(),
        reason: None,
        note: None,
        numbers: None,
        since: Moment::from_millis(row.int(2)),
    })
}

/// Who was to travel and did not arrive, until it is known where they are.
fn missing(sql: &mut dyn Sql, site: SiteId) -> Result<Vec<Item>, Problem> {
    let query = format!(
        "SELECT c.convoy, c.origin, c.arrived_at, t.person, t.note FROM transfer_traveller t \
         JOIN transfer_convoy c ON c.convoy = t.convoy JOIN registration_person p ON p.person = t.person \
         WHERE {OF_SITE} AND c.arrival IS NOT NULL AND {TRAVELS} AND t.came = 0 AND (t.why IS NULL OR t.why = 'tracing') \
         ORDER BY t.person"
    );
    let rows = sql.rows(&query, params![site]).map_err(StoreError::problem)?;
    let one = |row: &Row| {
        let person: PersonId = row.id(3)?;
        let item = item("missing", row, &[&person.bytes()])?;
        Some(Item { people: BTreeSet::from([person]), note: row.opt_text(4).map(str::to_owned), ..item })
    };
    Ok(rows.iter().filter_map(one).collect())
}

/// A list and counts that are not one number, until these are explained.
fn counts(sql: &mut dyn Sql, site: SiteId) -> Result<Vec<Item>, Problem> {
    let query = format!(
        "SELECT c.convoy, c.origin, coalesce(c.arrived_at, c.left_at), c.said FROM transfer_convoy c \
         WHERE {OF_SITE} AND (c.arrival IS NOT NULL OR c.departure IS NOT NULL) ORDER BY c.convoy"
    );
    let mut out = Vec::new();
    for row in sql.rows(&query, params![site]).map_err(StoreError::problem)? {
        let Some(convoy) = row.id::<ConvoyId>(0) else { continue };
        let counted = travellers::counted(sql, convoy)?;
        let now = serde_json::to_string(&counted).unwrap_or_default();
        if !counted.differ() || row.opt_text(3) == Some(now.as_str()) {
            continue;
        }
        let each = |counts: &[u16]| counts.iter().map(u16::to_string).collect::<Vec<_>>().join(" / ");
        let listed = Some(counted.listed.to_string()).filter(|_| counted.listed > 0);
        let steps = [listed, Some(each(&counted.left)), Some(each(&counted.arrived))];
        let steps: Vec<String> = steps.into_iter().flatten().filter(|step| !step.is_empty()).collect();
        out.extend(
            item("counts", &row, &[now.as_bytes()]).map(|item| Item { numbers: Some(steps.join(" → ")), ..item }),
        );
    }
    Ok(out)
}

/// Who belongs to person `p`, as person `o`: the household, a parent or caregiver, a child of theirs.
fn companions() -> [String; 2] {
    let bound = "('parent_of', 'caregiver_of')";
    [
        "o.household = p.household AND o.person <> p.person".to_owned(),
        format!(
            "o.person IN (SELECT l.other FROM registration_link l WHERE l.person = p.person AND l.relation IN {bound} \
             UNION SELECT l.person FROM registration_link l WHERE l.other = p.person AND l.relation IN {bound} \
             UNION SELECT b.other FROM registration_link a JOIN registration_link b ON b.person = a.person AND b.relation IN {bound} \
             WHERE a.other = p.person AND a.relation IN {bound} AND b.other <> p.person)"
        ),
    ]
}

/// People who belong together and do not travel together: a household, a child and a parent or caregiver, children of one of these. With the
/// words of who answered for it, where somebody did.
fn parted(sql: &mut dyn Sql, site: SiteId) -> Result<Vec<Item>, Problem> {
    let travels = format!("{OF_SITE} AND {TRAVELS} AND (({TO_COME}) OR (t.came = 1 AND c.arrived_site = c.site))");
    families(sql, site, ("parted", false), |companion| {
        format!(
            "SELECT c.convoy, c.origin, c.planned_at, p.household, t.person, o.person FROM transfer_traveller t \
         JOIN transfer_convoy c ON c.convoy = t.convoy JOIN registration_person p ON p.person = t.person \
         JOIN registration_person o ON {companion} WHERE {travels} \
         AND NOT EXISTS (SELECT 1 FROM transfer_traveller s WHERE s.convoy = c.convoy AND s.person = o.person AND ({})) \
         AND NOT {NOT_BEHIND} ORDER BY t.person, o.person",
            TRAVELS.replace("t.", "s.")
        )
    })
}

/// Items about people who belong together and are apart. `query` finds them for one kind of companion: the convoy, its origin and day, the
/// household, and the two people.
pub(super) fn families(
    sql: &mut dyn Sql,
    site: SiteId,
    kind: (&'static str, bool),
    query: impl Fn(&str) -> String,
) -> Result<Vec<Item>, Problem> {
    let mut groups: BTreeMap<(ConvoyId, HouseholdId), (Row, BTreeSet<PersonId>)> = BTreeMap::new();
    for companion in companions() {
        for row in sql.rows(&query(&companion), params![site]).map_err(StoreError::problem)? {
            let (Some(convoy), Some(household)) = (row.id(0), row.id(3)) else { continue };
            let people = [row.id::<PersonId>(4), row.id(5)].into_iter().flatten();
            groups.entry((convoy, household)).or_insert((row.clone(), BTreeSet::new())).1.extend(people);
        }
    }
    let mut out = Vec::new();
    for ((convoy, household), (row, people)) in groups {
        out.extend(apart(sql, kind, (&row, household), people, convoy)?);
    }
    Ok(out)
}

/// The item about people who are apart, with the words of who answered for it, where somebody did.
fn apart(
    sql: &mut dyn Sql,
    (kind, within): (&'static str, bool),
    (row, household): (&Row, HouseholdId),
    people: BTreeSet<PersonId>,
    convoy: ConvoyId,
) -> Result<Option<Item>, Problem> {
    let bytes: Vec<Vec<u8>> = people.iter().map(|person| person.bytes().to_vec()).collect();
    let said = "SELECT reason, note FROM transfer_apart WHERE convoy = $1 AND household = $2 AND inside = $3";
    let said = sql.first(said, params![convoy, household, within]).map_err(StoreError::problem)?;
    let text = |column: usize| said.as_ref().and_then(|row| row.opt_text(column)).map(str::to_owned);
    let found = item(kind, row, &bytes.iter().map(Vec::as_slice).collect::<Vec<_>>());
    Ok(found.map(|found| Item { people, reason: text(0), note: text(1), ..found }))
}

/// More people than seats.
fn seats(sql: &mut dyn Sql, site: SiteId) -> Result<Vec<Item>, Problem> {
    let query = format!(
        "SELECT c.convoy, c.origin, c.planned_at, c.seats, c.people, (SELECT count(*) FROM transfer_traveller t \
         WHERE t.convoy = c.convoy AND {TRAVELS}) FROM transfer_convoy c WHERE {OF_SITE} AND {TO_COME} AND c.seats IS NOT NULL \
         ORDER BY c.convoy"
    );
    let rows = sql.rows(&query, params![site]).map_err(StoreError::problem)?;
    let one = |row: &Row| {
        let (seats, people) = (row.int(3), row.int(4).max(row.int(5)));
        let numbers = format!("{people} > {seats}");
        let item = item("seats", row, &[numbers.as_bytes()]).filter(|_| people > seats)?;
        Some(Item { numbers: Some(numbers), ..item })
    };
    Ok(rows.iter().filter_map(one).collect())
}

/// One person on the lists of two convoys that are still to come: two posts put them there.
fn twice(sql: &mut dyn Sql, site: SiteId) -> Result<Vec<Item>, Problem> {
    let query = format!(
        "SELECT c.convoy, c.origin, c.planned_at, t.person FROM transfer_traveller t JOIN transfer_convoy c ON c.convoy = t.convoy \
         WHERE {OF_SITE} AND {TO_COME} AND {TRAVELS} AND EXISTS (SELECT 1 FROM transfer_traveller s JOIN transfer_convoy d \
         ON d.convoy = s.convoy WHERE s.person = t.person AND s.convoy < t.convoy AND ({}) AND {}) ORDER BY t.person",
        TRAVELS.replace("t.", "s.").replace("c.departure", "d.departure"),
        TO_COME.replace("c.", "d.")
    );
    let rows = sql.rows(&query, params![site]).map_err(StoreError::problem)?;
    let one = |row: &Row| {
        let person: PersonId = row.id(3)?;
        let item = item("twice", row, &[&person.bytes()])?;
        Some(Item { people: BTreeSet::from([person]), ..item })
    };
    Ok(rows.iter().filter_map(one).collect())
}

/// Convoys that did not arrive in time, and those that were called off and left all the same.
fn late(sql: &mut dyn Sql, site: SiteId, now: Moment) -> Result<Vec<Item>, Problem> {
    let query = format!(
        "SELECT c.convoy, c.origin, c.due, c.cancelled IS NOT NULL FROM transfer_convoy c WHERE {OF_SITE} AND {TO_COME} \
         AND (c.due < $2 OR c.cancelled IS NOT NULL) ORDER BY c.convoy"
    );
    let before = now.plus_seconds(-OVERDUE_HOURS * 3600);
    let rows = sql.rows(&query, params![site, before]).map_err(StoreError::problem)?;
    let one = |row: &Row| {
        let kind = if row.int(3) != 0 { "left_though_cancelled" } else { "overdue" };
        item(kind, row, &[&row.int(2).to_le_bytes()])
    };
    Ok(rows.iter().filter_map(one).collect())
}
