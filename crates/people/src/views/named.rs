//! Finding by name: people whose names sound alike, with the reason for each. The rarest pair of sounds decides whom it looks at,
//! so that a frequent name costs no more than a rare one.

use super::{
    find::{FOUND_AT_ONCE, Found, candidate},
    name_tables::pairs,
};
use kernel::{
    PersonId, Problem, SiteId, name_key,
    name_match::{self, Why},
};
use log::{Sql, StoreError, Value, params};
use std::collections::BTreeSet;

/// Most people who are compared.
const LOOKED_AT: i64 = 60;
/// Most rows of a pair that are tried against the further parts of a name.
const TRIED: i64 = 1_500;
/// Most sounds of a question that are used.
const MOST_SOUNDS: usize = 5;

/// Candidates for a name, the likeliest first.
pub(super) fn by_name(sql: &mut dyn Sql, asked: &str, site: Option<SiteId>) -> Result<Vec<Found>, Problem> {
    let mut sounds = name_key::keys(asked);
    sounds.sort();
    sounds.dedup();
    let select = format!(
        "{}, n.forms FROM registration_person p JOIN registration_named n ON n.person = p.person \
         LEFT JOIN registration_household h ON h.household = p.household WHERE p.person = $1",
        candidate()
    );
    let mut found = Vec::new();
    for person in candidates(sql, &sounds)? {
        let Some(row) = sql.first(&select, params![person]).map_err(StoreError::problem)? else { continue };
        let matched = name_match::compare(asked, row.text(7));
        let one = Found::of(&row, matched.why.word(), matched.because).filter(|one| one.person.is_of(site));
        found.extend(one.map(|one| (matched.why, matched.met, one)));
    }
    // Where somebody bears the whole name, those who share only a part of it are no help.
    let whole = found.iter().any(|(why, ..)| *why != Why::Part);
    found.retain(|(why, ..)| !whole || *why != Why::Part);
    found.sort_by(|a, b| (a.0, b.1).cmp(&(b.0, a.1)));
    Ok(found.into_iter().take(FOUND_AT_ONCE).map(|(.., one)| one).collect())
}

/// People who share sounds with the name: those with all of them; else those with two; else those with its rarest one.
fn candidates(sql: &mut dyn Sql, sounds: &[String]) -> Result<BTreeSet<PersonId>, Problem> {
    let mut people = BTreeSet::new();
    let mut common = Vec::new();
    for (first, second) in pairs(sounds.get(..MOST_SOUNDS).unwrap_or(sounds)) {
        let count =
            "SELECT count(*) FROM (SELECT 1 FROM registration_pair WHERE first = $1 AND second = $2 LIMIT $3) few";
        let row = sql.first(count, params![first, second, TRIED]).map_err(StoreError::problem)?;
        common.extend(row.map(|row| (row.int(0), first, second)).filter(|(count, ..)| *count > 0));
    }
    common.sort();
    if let Some((_, first, second)) = common.first() {
        let rest: Vec<&str> = sounds.iter().map(String::as_str).filter(|s| s != first && s != second).take(2).collect();
        with_all(sql, (first, second), &rest, &mut people)?;
    }
    if people.is_empty() {
        for (_, first, second) in common {
            let select =
                "SELECT person FROM registration_pair WHERE first = $1 AND second = $2 ORDER BY parts LIMIT $3";
            collect(sql, select, params![first, second, LOOKED_AT], &mut people)?;
        }
    }
    if people.is_empty() {
        let mut rarest = None;
        for sound in sounds {
            let count = "SELECT count(*) FROM (SELECT 1 FROM registration_sound WHERE sound = $1 LIMIT $2) few";
            let row = sql.first(count, params![sound.as_str(), TRIED]).map_err(StoreError::problem)?;
            let found = row.map(|row| (row.int(0), sound)).filter(|(count, _)| *count > 0);
            rarest = rarest.into_iter().chain(found).min();
        }
        if let Some((_, sound)) = rarest {
            let select = "SELECT person FROM registration_sound WHERE sound = $1 LIMIT $2";
            collect(sql, select, params![sound.as_str(), LOOKED_AT], &mut people)?;
        }
    }
    Ok(people)
}

/// People with both sounds of the rarest pair and up to two further ones; the names with the fewest other parts first.
fn with_all(
    sql: &mut dyn Sql,
    rarest: (&str, &str),
    further: &[&str],
    people: &mut BTreeSet<PersonId>,
) -> Result<(), Problem> {
    let ((first, second), third, fourth) = (rarest, further.first().copied(), further.get(1).copied());
    let has = |n: usize| {
        format!(
            "(${n} IS NULL OR EXISTS (SELECT 1 FROM registration_sound s WHERE s.sound = ${n} AND s.person = t.person))"
        )
    };
    let select = format!(
        "SELECT t.person FROM (SELECT person FROM registration_pair WHERE first = $1 AND second = $2 \
         ORDER BY parts LIMIT $3) t WHERE {} AND {} LIMIT $6",
        has(4),
        has(5)
    );
    collect(sql, &select, params![first, second, TRIED, third, fourth, LOOKED_AT], people)
}

fn collect(sql: &mut dyn Sql, select: &str, params: &[Value], people: &mut BTreeSet<PersonId>) -> Result<(), Problem> {
    let rows = sql.rows(select, params).map_err(StoreError::problem)?;
    people.extend(rows.iter().filter_map(|row| row.id::<PersonId>(0)));
    Ok(())
}
