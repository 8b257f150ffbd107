//! Find by card, number or name. A name gives candidates with the reason for each, never an answer.

use super::{
    named,
    person::{COLUMNS, Person},
};
use crate::born;
use access::{Answer, Cell, Column, Kind, Param, Query, Reading, ViewDef};
use contracts::number::Number;
use kernel::{Problem, SiteId, SubjectId};
use log::{Row, Sql, StoreError, params};
use seal::code::{CardCode, Signed};

/// Candidates for what was scanned or typed, for each capability that lists it among its views: who may ask there stands in its
/// own permissions.
pub const FIND: ViewDef = ViewDef {
    name: "find",
    params: &[Param { name: "q", kind: Kind::Text, required: true }],
    columns: &[
        Column { key: "people_person", kind: Kind::Id, hxl: "", sorts: false },
        Column { key: "people_name", kind: Kind::Text, hxl: "", sorts: false },
        Column { key: "people_sex", kind: Kind::Code("sex"), hxl: "", sorts: false },
        Column { key: "people_born", kind: Kind::Text, hxl: "", sorts: false },
        Column { key: "people_number", kind: Kind::Text, hxl: "", sorts: false },
        Column { key: "people_size", kind: Kind::Number, hxl: "", sorts: false },
        Column { key: "people_why", kind: Kind::Code("people-why"), hxl: "", sorts: false },
        Column { key: "people_because", kind: Kind::Text, hxl: "", sorts: false },
        Column { key: "people_household", kind: Kind::Id, hxl: "", sorts: false },
    ],
    read,
};

/// Most candidates of a name.
pub const FOUND_AT_ONCE: usize = 25;
/// Longest question.
const LONGEST: usize = 300;

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let asked: String = query.required("q")?;
    let found = find(reading.sql, &asked, reading.site)?;
    let subjects = found.iter().map(|one| SubjectId::from(one.person.id)).collect();
    Ok(Answer::Table { rows: found.into_iter().map(Found::cells).collect(), total: None, subjects })
}

/// Candidates for a scanned card, a number or a name, of one site or of every site (`None`). The members of a household stand
/// with its head first; names with the likeliest first, at most [`FOUND_AT_ONCE`].
pub fn find(sql: &mut dyn Sql, asked: &str, site: Option<SiteId>) -> Result<Vec<Found>, Problem> {
    if asked.len() > LONGEST {
        return Err(Problem::field("q", "TXT-002"));
    }
    let asked = asked.trim();
    let keys = if asked.contains(':') { known_keys(sql)? } else { vec![] };
    if let Some((code, signed)) = CardCode::read(asked, &keys) {
        by_card(sql, &code, signed, site)
    } else if let Ok(number) = asked.parse::<Number>() {
        household(sql, &number, "number", "", site)
    } else {
        named::by_name(sql, asked, site)
    }
}

/// One candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Who.
    pub person: Person,
    /// The household's number, in groups.
    pub number: Option<String>,
    /// How many belong to the household.
    pub size: i64,
    /// Why: a word under `people-why`.
    pub why: &'static str,
    /// Which words met, or which card it was; empty for a number.
    pub because: String,
}

impl Found {
    /// The candidate in a row that begins as [`candidate`] says.
    pub(super) fn of(row: &Row, why: &'static str, because: String) -> Option<Self> {
        Some(Self {
            person: Person::of(row)?,
            number: row.opt_text(5).map(super::grouped),
            size: row.int(6),
            why,
            because,
        })
    }

    fn cells(self) -> Vec<Cell> {
        vec![
            Cell::Text(self.person.id.to_string()),
            Cell::Text(self.person.name().to_owned()),
            Cell::Text(self.person.details.sex.name().to_owned()),
            Cell::Text(born(self.person.details.birth)),
            self.number.into(),
            Cell::Int(self.size),
            Cell::Text(self.why.to_owned()),
            Some(self.because).filter(|because| !because.is_empty()).into(),
            Cell::Text(self.person.household.to_string()),
        ]
    }
}

/// What a candidate is read from.
pub(super) fn candidate() -> String {
    format!("SELECT {COLUMNS}, h.number, h.size")
}

fn by_card(sql: &mut dyn Sql, code: &CardCode, signed: Signed, site: Option<SiteId>) -> Result<Vec<Found>, Problem> {
    let select = "SELECT card_serial, card_ended FROM registration_household WHERE number = $1";
    let row = sql.first(select, params![code.number.as_str()]).map_err(StoreError::problem)?;
    let current = row.is_some_and(|row| row.int(0) == i64::from(code.serial) && row.is_null(1));
    let why = match (signed, current) {
        (Signed::No, _) => "card_altered",
        (Signed::Unknown, _) => "card_unknown",
        (Signed::Yes, true) => "card",
        (Signed::Yes, false) => "card_ended",
    };
    household(sql, &code.number, why, &format!("{} · {}", code.serial, code.issued), site)
}

/// The people of the household with this number, where they are now, the head first.
fn household(
    sql: &mut dyn Sql,
    number: &Number,
    why: &'static str,
    because: &str,
    site: Option<SiteId>,
) -> Result<Vec<Found>, Problem> {
    let rows = sql
        .rows(
            &format!(
                "{} FROM registration_household o \
                 JOIN registration_household h ON h.household = coalesce(o.rests_with, o.household) \
                 JOIN registration_member m ON m.household = o.household \
                 JOIN registration_person p ON p.person = m.person \
                 WHERE o.number = $1 ORDER BY CASE WHEN o.head = p.person THEN 0 ELSE 1 END, m.place LIMIT 60",
                candidate()
            ),
            params![number.as_str()],
        )
        .map_err(StoreError::problem)?;
    let found = rows.iter().filter_map(|row| Found::of(row, why, because.to_owned()));
    Ok(found.filter(|found| found.person.is_of(site)).collect())
}

/// The public keys of the nodes whose facts this store holds.
fn known_keys(sql: &mut dyn Sql) -> Result<Vec<[u8; 32]>, Problem> {
    let rows = sql.rows("SELECT verifying_key FROM origin", &[]).map_err(StoreError::problem)?;
    Ok(rows.iter().filter_map(|row| row.blob(0).try_into().ok()).collect())
}
