//! Permitted stays that have ended without an exit. A list to look into, never a verdict: the exit may have been at another
//! post whose facts have not arrived.

use super::reading::{id, rows, site, text};
use crate::facts::{CrossingFact, Direction};
use access::Kind::Code;
use access::{Answer, Cell, Column, Kind, Param, Query, Reading, ViewDef};
use kernel::{Date, Problem, SubjectId};
use log::{LogError, Recorded, Sql, View, params};

/// One row a stay that is running; an exit removes it.
pub const TABLES: View = View {
    name: "crossing_stay",
    version: 1,
    tables: include_str!("tables/overstays.sql"),
    indexes: include_str!("tables/overstays_indexes.sql"),
    drop: &["crossing_stay"],
    wants: |kind| {
        matches!(
            kind,
            "crossing.crossing_recorded"
                | "crossing.crossing_corrected"
                | "crossing.stay_extended"
                | "crossing.records_erased"
        )
    },
    apply: take,
};

fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    let stream = recorded.header.stream;
    match recorded.fact::<CrossingFact>()? {
        Some(CrossingFact::CrossingRecorded(fact)) => {
            let content = &fact.content;
            let document = content.person.document.as_ref().map_or("", |document| document.number.as_str());
            match (content.direction, fact.stay_until) {
                (Direction::Exit, _) => {
                    sql.execute("DELETE FROM crossing_stay WHERE stream = $1", params![stream])?;
                }
                (Direction::Entry, Some(until)) => {
                    sql.execute(
                        "INSERT INTO crossing_stay (stream, traveller, crossing, site, since, until, name, nationality, document) \
                         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (stream) DO UPDATE SET traveller = $2, \
                         crossing = $3, site = $4, since = $5, until = $6, name = $7, nationality = $8, document = $9",
                        params![
                            stream,
                            fact.traveller,
                            fact.crossing,
                            fact.site,
                            fact.day,
                            until,
                            content.person.shown_name(),
                            content.person.nationality.code(),
                            document
                        ],
                    )?;
                }
                (Direction::Entry, None) => {}
            }
        }
        Some(CrossingFact::CrossingCorrected { crossing, content, .. }) => {
            if content.direction == Direction::Exit {
                sql.execute(
                    "DELETE FROM crossing_stay WHERE stream = $1 AND crossing = $2",
                    params![stream, crossing],
                )?;
            }
            sql.execute(
                "UPDATE crossing_stay SET name = $3, nationality = $4 WHERE stream = $1 AND crossing = $2",
                params![stream, crossing, content.person.shown_name(), content.person.nationality.code()],
            )?;
        }
        Some(CrossingFact::StayExtended { until, .. }) => {
            sql.execute("UPDATE crossing_stay SET until = $2 WHERE stream = $1", params![stream, until])?;
        }
        Some(CrossingFact::RecordsErased { erased, .. }) => {
            for traveller in &erased.travellers {
                sql.execute(
                    "DELETE FROM crossing_stay WHERE stream = $1 AND traveller = $2",
                    params![traveller.stream, traveller.traveller],
                )?;
            }
        }
        _ => {}
    }
    Ok(())
}

/// The list, the longest overstay first.
pub const VIEW: ViewDef = ViewDef {
    name: "overstays",
    params: &[Param { name: "on", kind: Kind::Date, required: false }],
    columns: &[
        Column { key: "crossing_id", kind: Kind::Id, hxl: "#meta +id", sorts: false },
        Column { key: "crossing_name", kind: Kind::Text, hxl: "#meta +name", sorts: false },
        Column { key: "crossing_nationality", kind: Code("nationality"), hxl: "#meta +nationality", sorts: false },
        Column { key: "crossing_document_number", kind: Kind::Text, hxl: "#meta +document", sorts: false },
        Column { key: "crossing_since", kind: Kind::Date, hxl: "#date +start", sorts: false },
        Column { key: "crossing_until", kind: Kind::Date, hxl: "#date +end", sorts: true },
        Column { key: "crossing_days_over", kind: Kind::Number, hxl: "#indicator +days", sorts: false },
    ],
    read,
};

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let site = site(reading)?;
    let on: Date = query.parsed("on")?.unwrap_or_else(|| reading.at.today());
    let order = if query.sort.is_some() && query.descending { "DESC" } else { "ASC" };
    let select = format!(
        "SELECT crossing, name, nationality, document, since, until, traveller FROM crossing_stay \
         WHERE site = $1 AND until < $2 ORDER BY until {order} LIMIT $3 OFFSET $4"
    );
    let found = rows(reading.sql, &select, params![site, on, query.limit(), query.offset()])?;
    let day = |row: &log::Row, i| row.text(i).parse::<Date>().ok();
    let cell = |day: Option<Date>| day.map_or(Cell::Empty, Cell::Date);
    let cells = found.iter().map(|row| {
        let until = day(row, 5);
        let over = until.map_or(Cell::Empty, |until| Cell::Int(on.days() - until.days()));
        vec![id(row, 0), text(row, 1), text(row, 2), text(row, 3), cell(day(row, 4)), cell(until), over]
    });
    let subjects = found.iter().filter_map(|row| row.id::<SubjectId>(6)).collect();
    Ok(Answer::Table { rows: cells.collect(), total: None, subjects })
}
