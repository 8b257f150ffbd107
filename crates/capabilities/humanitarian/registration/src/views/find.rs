//! Find by card, number, token or name. A name gives candidates with the reason for each, never an answer.

use super::{born::born, households::grouped, lookups::known_keys, name_tables::pairs};
use crate::details::Details;
use access::{Answer, Cell, Column, Kind, Param, Query, Reading, ViewDef};
use kernel::{
    HouseholdId, PersonId, Problem, SiteId, SubjectId, name_key,
    name_match::{self, Why},
};
use log::{Row, StoreError, Value, params};
use seal::code::{CardCode, Signed};
use seal::number::Number;
use std::collections::BTreeSet;

/// Candidates for what was scanned or typed.
pub const FIND: ViewDef = ViewDef {
    name: "find",
    params: &[Param { name: "q", kind: Kind::Text, required: true }],
    columns: &[
        Column { key: "registration_person", kind: Kind::Id, hxl: "", sorts: false },
        Column { key: "registration_name", kind: Kind::Text, hxl: "", sorts: false },
        Column { key: "registration_sex", kind: Kind::Code("sex"), hxl: "", sorts: false },
        Column { key: "registration_born", kind: Kind::Text, hxl: "", sorts: false },
        Column { key: "registration_number", kind: Kind::Text, hxl: "", sorts: false },
        Column { key: "registration_size", kind: Kind::Number, hxl: "", sorts: false },
        Column { key: "registration_why", kind: Kind::Code("registration-why"), hxl: "", sorts: false },
        Column { key: "registration_because", kind: Kind::Text, hxl: "", sorts: false },
        Column { key: "registration_household", kind: Kind::Id, hxl: "", sorts: false },
    ],
    read,
};

/// Most candidates shown.
const SHOWN: usize = 25;
/// Most people who are compared: the rarest pair of sounds decides who, so a frequent name costs no more than this.
const LOOKED_AT: i64 = 60;
/// Most rows of a pair that are tried against the further parts of a name.
const TRIED: i64 = 1_500;
/// Most sounds of a question that are used.
const MOST_SOUNDS: usize = 5;
/// Longest question.
const LONGEST: usize = 300;

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let asked: String = query.required("q")?;
    if asked.len() > LONGEST {
        return Err(Problem::field("q", "TXT-002"));
    }
    let asked = asked.trim();
    let keys = if asked.contains(':') { known_keys(reading.sql)? } else { vec![] };
    let found = if let Some((code, signed)) = CardCode::read(asked, &keys) {
        by_card(reading, &code, signed)?
    } else if let Ok(number) = asked.parse::<Number>() {
        household(reading, &number, "number", "")?
    } else {
        by_name(reading, asked)?
    };
    let subjects = found.iter().map(|one| SubjectId::from(one.person)).collect();
    Ok(Answer::Table { rows: found.into_iter().map(Found::cells).collect(), total: None, subjects })
}

/// One candidate.
struct Found {
    person: PersonId,
    household: HouseholdId,
    name: String,
    details: Option<Details>,
    number: String,
    size: i64,
    why: &'static str,
    because: String,
}

impl Found {
    fn of(row: &Row, why: &'static str, because: String) -> Option<Self> {
        Some(Self {
            person: row.id(0)?,
            household: row.id(1)?,
            name: row.text(2).to_owned(),
            details: serde_json::from_str(row.text(3)).ok(),
            number: row.opt_text(4).map(grouped).unwrap_or_default(),
            size: row.int(5),
            why,
            because,
        })
    }

    fn cells(self) -> Vec<Cell> {
        vec![
            Cell::Text(self.person.to_string()),
            Cell::Text(self.name),
            self.details.as_ref().map(|d| d.sex.name()).into(),
            self.details.as_ref().map(|d| born(d.birth)).into(),
            Cell::Text(self.number),
            Cell::Int(self.size),
            Cell::Text(self.why.to_owned()),
            Some(self.because).filter(|b| !b.is_empty()).into(),
            Cell::Text(self.household.to_string()),
        ]
    }
}

const PERSON: &str = "SELECT p.person, p.household, p.name, p.details, h.number, h.size, p.site";

fn by_card(reading: &mut Reading<'_>, code: &CardCode, signed: Signed) -> Result<Vec<Found>, Problem> {
    let select = "SELECT card_serial, card_ended FROM registration_household WHERE number = $1";
    let row = reading.sql.first(select, params![code.number.as_str()]).map_err(StoreError::problem)?;
    let current = row.is_some_and(|row| row.int(0) == i64::from(code.serial) && row.is_null(1));
    let why = match (signed, current) {
        (Signed::No, _) => "card_altered",
        (Signed::Unknown, _) => "card_unknown",
        (Signed::Yes, true) => "card",
        (Signed::Yes, false) => "card_ended",
    };
    household(reading, &code.number, why, &format!("{} · {}", code.serial, code.issued))
}

/// The people of the household with this number, where they are now, the head first.
fn household(
    reading: &mut Reading<'_>,
    number: &Number,
    why: &'static str,
    because: &str,
) -> Result<Vec<Found>, Problem> {
    let rows = reading
        .sql
        .rows(
            &format!(
                "{PERSON} FROM registration_household o \
                 JOIN registration_household h ON h.household = coalesce(o.rests_with, o.household) \
                 JOIN registration_member m ON m.household = o.household \
                 JOIN registration_person p ON p.person = m.person \
                 WHERE o.number = $1 ORDER BY CASE WHEN o.head = p.person THEN 0 ELSE 1 END, m.place LIMIT 60"
            ),
            params![number.as_str()],
        )
        .map_err(StoreError::problem)?;
    let site = reading.site;
    Ok(rows.iter().filter(|row| is_of(row, site)).filter_map(|row| Found::of(row, why, because.to_owned())).collect())
}

fn is_of(row: &Row, site: Option<SiteId>) -> bool {
    site.is_none() || site == row.id(6)
}

fn by_name(reading: &mut Reading<'_>, asked: &str) -> Result<Vec<Found>, Problem> {
    let mut sounds = name_key::keys(asked);
    sounds.sort();
    sounds.dedup();
    let candidates = candidates(reading, &sounds)?;
    let select = format!(
        "{PERSON}, n.forms FROM registration_person p JOIN registration_named n ON n.person = p.person \
         LEFT JOIN registration_household h ON h.household = p.household WHERE p.person = $1"
    );
    let mut found = Vec::new();
    for person in candidates {
        let row = reading.sql.first(&select, params![person]).map_err(StoreError::problem)?;
        if let Some(row) = row.filter(|row| is_of(row, reading.site)) {
            let matched = name_match::compare(asked, row.text(7));
            found.extend(
                Found::of(&row, matched.why.word(), matched.because).map(|one| (matched.why, matched.met, one)),
            );
        }
    }
    // Where somebody bears the whole name, those who share only a part of it are no help.
    let whole = found.iter().any(|(why, ..)| *why != Why::Part);
    found.retain(|(why, ..)| !whole || *why != Why::Part);
    found.sort_by(|a, b| (a.0, b.1).cmp(&(b.0, a.1)));
    Ok(found.into_iter().take(SHOWN).map(|(.., one)| one).collect())
}

/// People who share sounds with the name: those with all of them; else those with two; else those with its rarest one.
fn candidates(reading: &mut Reading<'_>, sounds: &[String]) -> Result<BTreeSet<PersonId>, Problem> {
    let mut people = BTreeSet::new();
    let mut common = Vec::new();
    for (first, second) in pairs(sounds.get(..MOST_SOUNDS).unwrap_or(sounds)) {
        let count =
            "SELECT count(*) FROM (SELECT 1 FROM registration_pair WHERE first = $1 AND second = $2 LIMIT $3) few";
        let row = reading.sql.first(count, params![first, second, TRIED]).map_err(StoreError::problem)?;
        common.extend(row.map(|row| (row.int(0), first, second)).filter(|(count, ..)| *count > 0));
    }
    common.sort();
    if let Some((_, first, second)) = common.first() {
        let rest: Vec<&str> = sounds.iter().map(String::as_str).filter(|s| s != first && s != second).take(2).collect();
        with_all(reading, (first, second), &rest, &mut people)?;
    }
    if people.is_empty() {
        for (_, first, second) in common {
            let select =
                "SELECT person FROM registration_pair WHERE first = $1 AND second = $2 ORDER BY parts LIMIT $3";
            collect(reading, select, params![first, second, LOOKED_AT], &mut people)?;
        }
    }
    if people.is_empty() {
        let mut rarest = None;
        for sound in sounds {
            let count = "SELECT count(*) FROM (SELECT 1 FROM registration_sound WHERE sound = $1 LIMIT $2) few";
            let row = reading.sql.first(count, params![sound.as_str(), TRIED]).map_err(StoreError::problem)?;
            let found = row.map(|row| (row.int(0), sound)).filter(|(count, _)| *count > 0);
            rarest = rarest.into_iter().chain(found).min();
        }
        if let Some((_, sound)) = rarest {
            let select = "SELECT person FROM registration_sound WHERE sound = $1 LIMIT $2";
            collect(reading, select, params![sound.as_str(), LOOKED_AT], &mut people)?;
        }
    }
    Ok(people)
}

/// People with both sounds of the rarest pair and up to two further ones; the names with the fewest other parts first.
fn with_all(
    reading: &mut Reading<'_>,
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
    collect(reading, &select, params![first, second, TRIED, third, fourth, LOOKED_AT], people)
}

fn collect(
    reading: &mut Reading<'_>,
    select: &str,
    params: &[Value],
    people: &mut BTreeSet<PersonId>,
) -> Result<(), Problem> {
    let rows = reading.sql.rows(select, params).map_err(StoreError::problem)?;
    people.extend(rows.iter().filter_map(|row| row.id::<PersonId>(0)));
    Ok(())
}
