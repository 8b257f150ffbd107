//! Crossings by day, name, document or plate, newest first.
//!
//! Names are found by their consonant skeleton across scripts, documents and plates by keyed fingerprint. A search by name
//! looks at no more than 20 000 travellers of the name's longest part and gives the crossings of at most 500 of them: a name
//! that half a country bears needs a second part.

use super::reading::{id, json, moment, rows, site, text};
use crate::{
    erasure::erased::ErasedTraveller,
    facts::{CrossingContent, CrossingFact},
    traveller::{
        record_crossing::{document_key, fingerprint},
        vehicle::bare_plate,
    },
};
use access::Kind::Code;
use access::{Answer, Cell, Column, Kind, Param, Query, Reading, ViewDef};
use kernel::{Date, PersonId, Problem, SiteId, SubjectId, name_key};
use log::{LogError, Recorded, Row, Sql, Value, View, params};
use std::collections::BTreeSet;

/// The name keys of each traveller at each post.
pub const TABLES: View = View {
    name: "crossing_name",
    version: 1,
    tables: include_str!("tables/crossings.sql"),
    indexes: "",
    drop: &["crossing_name"],
    wants: |kind| {
        matches!(kind, "crossing.crossing_recorded" | "crossing.crossing_corrected" | "crossing.records_erased")
    },
    apply: take,
};

fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    let (site, content) = match recorded.fact::<CrossingFact>()? {
        Some(CrossingFact::CrossingRecorded(fact)) => (fact.site, fact.content),
        Some(CrossingFact::CrossingCorrected { site, content, .. }) => (site, *content),
        Some(CrossingFact::RecordsErased { erased, .. }) => {
            return erased.travellers.iter().try_for_each(|traveller| forget(sql, traveller));
        }
        _ => return Ok(()),
    };
    for key in content.person.name.iter().flat_map(|name| name.keys()) {
        sql.execute(
            "INSERT INTO crossing_name (site, key, stream) VALUES ($1, $2, $3) ON CONFLICT (site, key, stream) DO NOTHING",
            params![site, key, recorded.header.stream],
        )?;
    }
    Ok(())
}

/// Takes out the name keys of an erased traveller, unless somebody else in the stream has the same.
fn forget(sql: &mut dyn Sql, erased: &ErasedTraveller) -> Result<(), LogError> {
    let query = "SELECT r.traveller, r.site, r.body FROM crossing_record r WHERE r.stream = $1 \
                 UNION ALL SELECT r.traveller, r.site, h.body FROM crossing_record r JOIN crossing_history h \
                 ON h.crossing = r.crossing WHERE r.stream = $1 AND h.kind = 'crossing_corrected'";
    let (mut theirs, mut others) = (BTreeSet::new(), BTreeSet::new());
    for row in sql.rows(query, params![erased.stream])? {
        let body = json(&row, 2);
        // A correction holds the content in one of its fields.
        let content = serde_json::from_value(body.get("content").unwrap_or(&body).clone());
        let (Some(site), Ok(content)) = (row.id::<SiteId>(1), content) else { continue };
        let content: CrossingContent = content;
        let own = row.id::<PersonId>(0) == Some(erased.traveller);
        let keys = content.person.name.iter().flat_map(|name| name.keys()).map(|key| (site, key));
        if own { theirs.extend(keys) } else { others.extend(keys) }
    }
    for (site, key) in theirs.difference(&others) {
        sql.execute(
            "DELETE FROM crossing_name WHERE site = $1 AND key = $2 AND stream = $3",
            params![*site, key.as_str(), erased.stream],
        )?;
    }
    Ok(())
}

const fn param(name: &'static str, kind: Kind) -> Param {
    Param { name, kind, required: false }
}

/// The list.
pub const VIEW: ViewDef = ViewDef {
    name: "crossings",
    params: &[
        param("name", Kind::Text),
        param("issuer", Kind::Text),
        param("number", Kind::Text),
        param("plate", Kind::Text),
        param("day", Kind::Date),
    ],
    columns: &[
        Column { key: "crossing_id", kind: Kind::Id, hxl: "#meta +id", sorts: false },
        Column { key: "crossing_name", kind: Kind::Text, hxl: "#meta +name", sorts: false },
        Column { key: "crossing_at", kind: Kind::Moment, hxl: "#date +crossing", sorts: true },
        Column {
            key: "crossing_direction",
            kind: Code("crossing-direction"),
            hxl: "#movement +direction",
            sorts: false,
        },
        Column { key: "crossing_sex", kind: Code("sex"), hxl: "#meta +sex", sorts: false },
        Column { key: "crossing_nationality", kind: Code("nationality"), hxl: "#meta +nationality", sorts: false },
        Column { key: "crossing_document", kind: Code("crossing-document"), hxl: "#meta +document", sorts: false },
        Column { key: "crossing_people", kind: Kind::Number, hxl: "#affected +people", sorts: false },
        Column { key: "crossing_stage", kind: Code("crossing-stage"), hxl: "#status", sorts: false },
    ],
    read,
};

const COLUMNS: &str =
    "r.crossing, r.name, r.at, r.direction, r.sex, r.nationality, r.document, r.people, r.stage, r.traveller";

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let site = site(reading)?;
    let day: Option<Date> = query.parsed("day")?;
    let offset = reading.at.utc_offset_minutes;
    let from = day.map_or(i64::MIN, |day| day.start(offset).millis());
    let until = day.map_or(i64::MAX, |day| day.plus_days(1).start(offset).millis());
    let order = if query.sort.as_deref() == Some("crossing_at") && !query.descending { "ASC" } else { "DESC" };
    let page = format!("ORDER BY r.at {order} LIMIT $4 OFFSET $5");
    let mut params: Vec<Value> = params![site, from, until, query.limit(), query.offset()].to_vec();
    let within = "r.site = $1 AND r.at >= $2 AND r.at < $3";
    let select = if let Some(number) = query.get("number") {
        params.push(document_key(reading.cipher, &query.get("issuer").unwrap_or("").to_uppercase(), number).into());
        format!("SELECT {COLUMNS} FROM crossing_record r WHERE r.stream = $6 AND {within} {page}")
    } else if let Some(plate) = query.get("plate") {
        params.push(fingerprint(reading.cipher, "vehicle plate", &bare_plate(plate)).into());
        format!("SELECT {COLUMNS} FROM crossing_record r WHERE r.plate_key = $6 AND {within} {page}")
    } else if let Some(name) = query.get("name") {
        match named(name, &mut params) {
            Some(travellers) => format!(
                "SELECT {COLUMNS} FROM crossing_record r JOIN ({travellers}) n ON n.stream = r.stream WHERE {within} {page}"
            ),
            None => return Ok(Answer::Table { rows: vec![], total: Some(0), subjects: vec![] }),
        }
    } else {
        format!("SELECT {COLUMNS} FROM crossing_record r WHERE {within} {page}")
    };
    let found = rows(reading.sql, &select, &params)?;
    let subjects = found.iter().filter_map(|row| row.id::<SubjectId>(9)).collect();
    Ok(Answer::Table { rows: found.iter().map(cells).collect(), total: None, subjects })
}

/// The travellers who have all the keys of a name, the longest key first; nothing when the name has none.
fn named(name: &str, params: &mut Vec<Value>) -> Option<String> {
    let mut keys = name_key::keys(name);
    keys.sort_by_key(|key| std::cmp::Reverse(key.chars().count()));
    keys.dedup();
    let mut keys = keys.into_iter();
    params.push(keys.next()?.into());
    let mut all = String::new();
    for key in keys.take(3) {
        params.push(key.into());
        let n = params.len();
        all.push_str(&format!(
            "{} EXISTS (SELECT 1 FROM crossing_name m WHERE m.site = $1 AND m.key = ${n} AND m.stream = k.stream)",
            if all.is_empty() { "WHERE" } else { " AND" }
        ));
    }
    Some(format!(
        "SELECT k.stream FROM (SELECT stream FROM crossing_name WHERE site = $1 AND key = $6 LIMIT 20000) k {all} LIMIT 500"
    ))
}

fn cells(row: &Row) -> Vec<Cell> {
    vec![
        id(row, 0),
        text(row, 1),
        moment(row, 2),
        text(row, 3),
        text(row, 4),
        text(row, 5),
        text(row, 6),
        Cell::Int(row.int(7)),
        text(row, 8),
    ]
}
