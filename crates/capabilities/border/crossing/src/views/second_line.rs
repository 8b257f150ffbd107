//! Second line: who waits there, and why.

use super::reading::{first, id, moment, rows, site, text};
use crate::facts::CrossingFact;
use access::Kind::Code;
use access::{Answer, Cell, Column, Kind, Param, Query, Reading, ViewDef};
use kernel::{CrossingId, Moment, Problem, ReferralId, StreamId, SubjectId};
use log::{LogError, Recorded, Sql, View, params};
use serde_json::json;

/// One row a referral.
pub const TABLES: View = View {
    name: "crossing_referral",
    version: 2,
    tables: include_str!("tables/second_line.sql"),
    indexes: include_str!("tables/second_line_indexes.sql"),
    drop: &["crossing_referral"],
    wants: |kind| {
        matches!(
            kind,
            "crossing.referral_opened"
                | "crossing.referral_decided"
                | "crossing.adverse_outcome_recorded"
                | "crossing.records_erased"
        )
    },
    apply: take,
};

fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    match recorded.fact::<CrossingFact>()? {
        Some(CrossingFact::ReferralOpened { referral, crossing, stream, traveller, site, reason, note }) => {
            let note = note.as_ref().map(|note| note.as_str().to_owned());
            sql.execute(
                "INSERT INTO crossing_referral (referral, crossing, stream, traveller, site, opened, reason, note, stage, \
                 is_open) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'second_line', 1)",
                params![referral, crossing, stream, traveller, site, recorded.header.happened_from, reason.name(), note],
            )?;
        }
        Some(CrossingFact::AdverseOutcomeRecorded { referral, .. }) => {
            sql.execute(
                "UPDATE crossing_referral SET stage = 'adverse', is_open = 0 WHERE referral = $1",
                params![referral],
            )?;
        }
        Some(CrossingFact::ReferralDecided { referral, outcome, .. }) => {
            sql.execute(
                "UPDATE crossing_referral SET stage = $2, is_open = 0 WHERE referral = $1",
                params![referral, outcome.name()],
            )?;
        }
        Some(CrossingFact::RecordsErased { erased, .. }) => {
            for crossing in erased.travellers.iter().flat_map(|traveller| &traveller.crossings) {
                sql.execute("DELETE FROM crossing_referral WHERE crossing = $1", params![*crossing])?;
            }
        }
        _ => {}
    }
    Ok(())
}

/// Whether a referral of this crossing is open.
pub fn is_open(sql: &mut dyn Sql, crossing: CrossingId) -> Result<bool, Problem> {
    let query = "SELECT 1 FROM crossing_referral WHERE crossing = $1 AND is_open = 1";
    Ok(first(sql, query, params![crossing])?.is_some())
}

/// Whether the person of a referral asked for protection at this crossing, then or before, or was handed over.
pub fn is_protected(sql: &mut dyn Sql, referral: ReferralId) -> Result<bool, Problem> {
    let claimed = "SELECT 1 FROM crossing_referral f JOIN crossing_referral o ON o.crossing = f.crossing \
                   WHERE f.referral = $1 AND (o.reason = 'asks_for_protection' OR o.stage = 'protection')";
    let handed_over = "SELECT 1 FROM crossing_referral f JOIN crossing_history h ON h.crossing = f.crossing \
                       WHERE f.referral = $1 AND h.kind = 'person_handed_over'";
    Ok(first(sql, claimed, params![referral])?.is_some() || first(sql, handed_over, params![referral])?.is_some())
}

/// The stream of the traveller of a referral.
pub fn traveller_stream(sql: &mut dyn Sql, referral: ReferralId) -> Result<Option<StreamId>, Problem> {
    let row = first(sql, "SELECT stream FROM crossing_referral WHERE referral = $1", params![referral])?;
    Ok(row.and_then(|row| row.id(0)))
}

/// Who waits at second line, the longest first.
pub const VIEW: ViewDef = ViewDef {
    name: "second_line",
    params: &[],
    columns: &[
        Column { key: "crossing_referral_id", kind: Kind::Id, hxl: "#meta +id", sorts: false },
        Column { key: "crossing_name", kind: Kind::Text, hxl: "#meta +name", sorts: false },
        Column { key: "crossing_reason", kind: Code("crossing-reason"), hxl: "#cause", sorts: false },
        Column { key: "crossing_opened", kind: Kind::Moment, hxl: "#date +start", sorts: false },
        Column { key: "crossing_waiting_min", kind: Kind::Number, hxl: "#indicator +minutes", sorts: false },
        Column { key: "crossing_stage", kind: Code("crossing-stage"), hxl: "#status", sorts: false },
    ],
    read,
};

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let site = site(reading)?;
    let select = "SELECT f.referral, r.name, f.reason, f.opened, f.stage, f.traveller FROM crossing_referral f \
                  LEFT JOIN crossing_record r ON r.crossing = f.crossing \
                  WHERE f.site = $1 AND f.is_open = 1 ORDER BY f.opened LIMIT $2 OFFSET $3";
    let found = rows(reading.sql, select, params![site, query.limit(), query.offset()])?;
    let now = reading.at.now;
    let cells = found.iter().map(|row| {
        let waited = now.seconds_since(Moment::from_millis(row.int(3))).max(0) / 60;
        vec![id(row, 0), text(row, 1), text(row, 2), moment(row, 3), Cell::Int(waited), text(row, 4)]
    });
    let subjects = found.iter().filter_map(|row| row.id::<SubjectId>(5)).collect();
    Ok(Answer::Table { rows: cells.collect(), total: None, subjects })
}

/// One referral.
pub const ONE: ViewDef = ViewDef {
    name: "referral",
    params: &[Param { name: "referral", kind: Kind::Id, required: true }],
    columns: &[],
    read: read_one,
};

fn read_one(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let referral: ReferralId = query.required("referral")?;
    let select = "SELECT crossing, traveller, site, opened, reason, note, stage, is_open \
                  FROM crossing_referral WHERE referral = $1";
    let row = first(reading.sql, select, params![referral])?.ok_or_else(Problem::not_found)?;
    if reading.site.is_some_and(|site| row.id(2) != Some(site)) {
        return Err(Problem::not_found());
    }
    let value = json!({
        "referral": referral, "crossing": row.id::<CrossingId>(0), "opened": Moment::from_millis(row.int(3)),
        "reason": row.text(4), "note": row.opt_text(5), "stage": row.text(6),
        "open": row.int(7) == 1,
    });
    Ok(Answer::Record { value, subjects: row.id::<SubjectId>(1).into_iter().collect() })
}
