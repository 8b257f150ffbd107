//! The cases that a user may know of: those of the site that are not restricted, and those in whose circle the user is. A restricted case
//! of others is in no row, no number and no search.

use super::{
    case::NEVER,
    shown::{case_subject, day, names},
};
use crate::words::CaseId;
use access::{Answer, Cell, Column, Kind, Param, Query, Reading, ViewDef};
use kernel::{Moment, PersonId, Problem, name_key};
use log::{Row, StoreError, Value, params};
use std::collections::BTreeMap;

/// Cases, due actions first.
pub const CASELOAD: ViewDef = ViewDef {
    name: "caseload",
    params: &[
        Param { name: "whose", kind: Kind::Code("protection-whose"), required: false },
        Param { name: "about", kind: Kind::Code("protection-about"), required: false },
        Param { name: "state", kind: Kind::Code("protection-state"), required: false },
        Param { name: "q", kind: Kind::Text, required: false },
        Param { name: "person", kind: Kind::Id, required: false },
    ],
    columns: &[
        Column { key: "protection_case", kind: Kind::Id, hxl: "", sorts: false },
        Column { key: "protection_number", kind: Kind::Text, hxl: "#meta+id", sorts: false },
        Column { key: "protection_person", kind: Kind::Text, hxl: "", sorts: false },
        Column { key: "protection_about", kind: Kind::Code("protection-about"), hxl: "#subsector", sorts: false },
        Column { key: "protection_due", kind: Kind::Date, hxl: "#date+due", sorts: false },
        Column { key: "protection_state", kind: Kind::Code("protection-state"), hxl: "#status", sorts: false },
        Column { key: "protection_owner", kind: Kind::Text, hxl: "", sorts: false },
        Column { key: "protection_opened", kind: Kind::Moment, hxl: "#date+start", sorts: false },
    ],
    read,
};

const COLUMNS: &str = "c.case_id, c.number, c.person, c.about, c.next_due, c.closed, c.closing, c.owner, c.opened_at";

/// A condition and its values; `$` marks where a value goes.
#[derive(Default, Clone)]
struct Where {
    text: String,
    values: Vec<Value>,
}

impl Where {
    fn and(mut self, text: &str, values: impl IntoIterator<Item = Value>) -> Self {
        if !self.text.is_empty() {
            self.text.push_str(" AND ");
        }
        self.text.push_str(text);
        self.values.extend(values);
        self
    }
}

/// More hits of a name than this are not gathered: the caseload is walked in its order instead, and no total is told.
const GATHERED: i64 = 2_000;

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let (wanted, looked_for) = (wanted(query)?, looked_for(query)?);
    let arms: Vec<Where> = visible(reading, query.get("whose"))?
        .into_iter()
        .map(|arm| arm.and(&wanted.text, wanted.values.clone()))
        .collect();
    let (rows, total) = match &looked_for {
        None => (page(reading, &arms, query)?, Some(counted(reading, &arms)?)),
        Some(hits) if hits.is_few(reading)? => found(reading, &arms, hits, query)?,
        Some(hits) => {
            let arms: Vec<Where> =
                arms.into_iter().map(|arm| arm.and(&hits.holds(), hits.values.iter().cloned())).collect();
            (page(reading, &arms, query)?, None)
        }
    };
    let names = names(reading, rows.iter().filter_map(|row| row.id::<PersonId>(2)))?;
    let workers = owners(reading, &rows)?;
    let subjects = rows.iter().filter_map(|row| row.id::<CaseId>(0)).map(case_subject).collect();
    let cells = rows.iter().map(|row| {
        let name = row.id::<PersonId>(2).and_then(|person| names.get(&person).cloned());
        cells(row, name, workers.get(row.blob(7)).cloned().flatten())
    });
    Ok(Answer::Table { rows: cells.collect(), total, subjects })
}

/// The names of those who own these cases.
fn owners(reading: &mut Reading<'_>, rows: &[Row]) -> Result<BTreeMap<Vec<u8>, Option<String>>, Problem> {
    let mut workers = BTreeMap::new();
    for row in rows {
        let select = "SELECT name FROM protection_worker WHERE worker = $1";
        if !workers.contains_key(row.blob(7)) {
            let found = reading.sql.first(select, params![row.blob(7).to_vec()]).map_err(StoreError::problem)?;
            workers.insert(row.blob(7).to_vec(), found.map(|row| row.text(0).to_owned()));
        }
    }
    Ok(workers)
}

/// How many cases there are, from the tally: its rows have the columns by which `arms` choose.
fn counted(reading: &mut Reading<'_>, arms: &[Where]) -> Result<i64, Problem> {
    let mut total = 0;
    for arm in arms {
        let select = format!("SELECT coalesce(sum(c.cases), 0) FROM protection_tally c WHERE {}", arm.text);
        let (text, values) = numbered(&select, &arm.values);
        total += reading.sql.first(&text, &values).map_err(StoreError::problem)?.map_or(0, |row| row.int(0));
    }
    Ok(total)
}

fn cells(row: &Row, name: Option<String>, owner: Option<String>) -> Vec<Cell> {
    let state = match (row.int(5), row.int(6)) {
        (0, 0) => "open",
        (0, _) => "closing",
        _ => "closed",
    };
    vec![
        row.id::<CaseId>(0).into(),
        Cell::Text(row.text(1).to_owned()),
        name.into(),
        Cell::Text(row.text(3).to_owned()),
        day(row.text(4)).filter(|_| row.text(4) != NEVER).map_or(Cell::Empty, Cell::Date),
        Cell::Text(state.to_owned()),
        owner.into(),
        Cell::Moment(Moment::from_millis(row.int(8))),
    ]
}

/// The parts that no case is in twice: the site's open ones, the user's own, those for which the user answers.
fn visible(reading: &Reading<'_>, whose: Option<&str>) -> Result<Vec<Where>, Problem> {
    let me = || Value::from(reading.who.actor);
    let site = reading.site.map(Value::from).unwrap_or(Value::Null);
    let mine = || Where::default().and("c.owner = $", [me()]);
    let ruled = || Where::default().and("c.supervisor = $ AND c.owner <> $", [me(), me()]);
    match whose {
        Some("mine") => Ok(vec![mine()]),
        Some("supervised") => Ok(vec![ruled()]),
        Some("site") | None => {
            let here = Where::default().and("c.site = $ AND c.restricted = 0", [site.clone()]);
            let elsewhere = |arm: Where| arm.and("NOT (c.site = $ AND c.restricted = 0)", [site.clone()]);
            Ok(vec![here, elsewhere(mine()), elsewhere(ruled())])
        }
        Some(_) => Err(Problem::field("whose", "GEN-004")),
    }
}

/// What is asked for, by the columns of a case that the tally has too.
fn wanted(query: &Query) -> Result<Where, Problem> {
    let closed = match query.get("state") {
        None | Some("open") => false,
        Some("closed") => true,
        Some(_) => return Err(Problem::field("state", "GEN-004")),
    };
    let wanted = Where::default().and("c.closed = $", [closed.into()]);
    Ok(match query.get("about") {
        Some(about) => wanted.and("c.about = $", [about.into()]),
        None => wanted,
    })
}

/// Cases that are looked for by a person, a number or a name: a table of theirs, and what its rows must be; each part must hold.
struct Hits {
    table: &'static str,
    column: &'static str,
    values: Vec<Value>,
}

impl Hits {
    /// A statement that gives the ids of the cases.
    fn ids(&self) -> String {
        let one = format!("SELECT h.case_id FROM {} h WHERE h.{} = $", self.table, self.column);
        let none = "SELECT h.case_id FROM protection_case h WHERE 1 = 0".to_owned();
        self.values.iter().map(|_| one.clone()).reduce(|all, one| format!("{all} INTERSECT {one}")).unwrap_or(none)
    }

    /// The same as a condition on a case.
    fn holds(&self) -> String {
        let one =
            format!("EXISTS (SELECT 1 FROM {} h WHERE h.{} = $ AND h.case_id = c.case_id)", self.table, self.column);
        vec![one; self.values.len()].join(" AND ")
    }

    /// Whether they can be gathered.
    fn is_few(&self, reading: &mut Reading<'_>) -> Result<bool, Problem> {
        let select = format!("SELECT count(*) FROM (SELECT * FROM ({}) h LIMIT $) few", self.ids());
        let values: Vec<Value> = self.values.iter().cloned().chain([(GATHERED + 1).into()]).collect();
        let (text, values) = numbered(&select, &values);
        let row = reading.sql.first(&text, &values).map_err(StoreError::problem)?;
        Ok(row.is_none_or(|row| row.int(0) <= GATHERED))
    }
}

/// What is looked for.
fn looked_for(query: &Query) -> Result<Option<Hits>, Problem> {
    if let Some(person) = query.parsed::<PersonId>("person")? {
        return Ok(Some(Hits { table: "protection_subject", column: "person", values: vec![person.into()] }));
    }
    let Some(asked) = query.get("q") else { return Ok(None) };
    if asked.len() > 300 {
        return Err(Problem::field("q", "TXT-002"));
    }
    let number = kernel::text::latin_digits(asked).to_ascii_uppercase();
    if number.len() == 8 && number.chars().all(|c| c.is_ascii_hexdigit()) {
        return Ok(Some(Hits { table: "protection_case", column: "number", values: vec![number.into()] }));
    }
    let keys = name_key::keys(asked).into_iter().map(Value::from).collect();
    Ok(Some(Hits { table: "protection_sound", column: "sound", values: keys }))
}

/// One page of the cases that were looked for, and how many they are. They are gathered first and each is looked at once: the
/// cross join says so.
fn found(
    reading: &mut Reading<'_>,
    arms: &[Where],
    hits: &Hits,
    query: &Query,
) -> Result<(Vec<Row>, Option<i64>), Problem> {
    let seen = arms.iter().map(|arm| format!("({})", arm.text)).collect::<Vec<_>>().join(" OR ");
    let from =
        format!("FROM ({}) hit CROSS JOIN protection_case c WHERE c.case_id = hit.case_id AND ({seen})", hits.ids());
    let values: Vec<Value> = hits.values.iter().chain(arms.iter().flat_map(|arm| &arm.values)).cloned().collect();
    let (text, counted) = numbered(&format!("SELECT count(*) {from}"), &values);
    let total = reading.sql.first(&text, &counted).map_err(StoreError::problem)?.map_or(0, |row| row.int(0));
    let select = format!("SELECT {COLUMNS} {from} ORDER BY c.next_due, c.case_id LIMIT $ OFFSET $");
    let values: Vec<Value> = values.into_iter().chain([query.limit().into(), query.offset().into()]).collect();
    let (text, values) = numbered(&select, &values);
    Ok((reading.sql.rows(&text, &values).map_err(StoreError::problem)?, Some(total)))
}

/// One page over all parts: each gives its first ids from the order's index alone, the whole is ordered once more, and only the
/// page's own cases are looked up.
fn page(reading: &mut Reading<'_>, arms: &[Where], query: &Query) -> Result<Vec<Row>, Problem> {
    let reach = query.limit().saturating_add(query.offset());
    let (mut parts, mut values) = (Vec::new(), Vec::new());
    for arm in arms {
        parts.push(format!(
            "SELECT * FROM (SELECT c.case_id, c.next_due FROM protection_case c WHERE {} \
             ORDER BY c.next_due, c.case_id LIMIT $) part",
            arm.text
        ));
        values.extend(arm.values.iter().cloned().chain([reach.into()]));
    }
    values.extend([query.limit().into(), query.offset().into()]);
    let select = format!(
        "SELECT {COLUMNS} FROM ({} ORDER BY next_due, case_id LIMIT $ OFFSET $) page CROSS JOIN protection_case c \
         WHERE c.case_id = page.case_id ORDER BY c.next_due, c.case_id",
        parts.join(" UNION ALL ")
    );
    let (text, values) = numbered(&select, &values);
    reading.sql.rows(&text, &values).map_err(StoreError::problem)
}

/// The statement with its parameters numbered in order.
fn numbered(text: &str, values: &[Value]) -> (String, Vec<Value>) {
    let mut out = String::with_capacity(text.len() + values.len());
    for (n, part) in text.split('$').enumerate() {
        if n > 0 {
            out.push_str(&format!("${n}"));
        }
        out.push_str(part);
    }
    (out, values.to_vec())
}
