//! One crossing: what was recorded, the evidence for each field, what was corrected and what happened since.

use super::reading::{first, json, rows, to_json};
use crate::facts::{CrossingContent, CrossingFact, CrossingRecorded};
use access::{Answer, Kind, Param, Query, Reading, ViewDef};
use kernel::{ActorId, CrossingId, Moment, Problem, StreamId, SubjectId};
use log::{LogError, Recorded, Sql, View, params};
use serde_json::{Value, json};

/// One row a crossing, with what lists show; and its history.
pub const TABLES: View = View {
    name: "crossing_record",
    version: 2,
    tables: include_str!("tables/crossing.sql"),
    indexes: include_str!("tables/crossing_indexes.sql"),
    drop: &["crossing_record", "crossing_history"],
    wants: |kind| {
        matches!(
            kind,
            "crossing.crossing_recorded"
                | "crossing.crossing_corrected"
                | "crossing.stay_extended"
                | "crossing.person_handed_over"
                | "crossing.referral_opened"
                | "crossing.referral_decided"
                | "crossing.adverse_outcome_recorded"
                | "crossing.records_erased"
        )
    },
    apply: take,
};

fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    let Some(fact) = recorded.fact::<CrossingFact>()? else { return Ok(()) };
    match &fact {
        CrossingFact::CrossingRecorded(fact) => insert(sql, recorded, fact)?,
        CrossingFact::CrossingCorrected { crossing, content, .. } => {
            let person = &content.person;
            let people = 1 + content.companions.people();
            sql.execute(
                "UPDATE crossing_record SET direction = $2, name = $3, sex = $4, nationality = $5, document = $6, people = $7, \
                 corrected = 1 WHERE crossing = $1",
                params![
                    *crossing,
                    content.direction.name(),
                    person.shown_name(),
                    person.sex.name(),
                    person.nationality.code(),
                    document_of(content),
                    people
                ],
            )?;
            history(sql, recorded, *crossing, &fact)?;
        }
        CrossingFact::StayExtended { crossing, until, .. } => {
            sql.execute("UPDATE crossing_record SET stay_until = $2 WHERE crossing = $1", params![*crossing, *until])?;
            history(sql, recorded, *crossing, &fact)?;
        }
        CrossingFact::PersonHandedOver { crossing, .. } => history(sql, recorded, *crossing, &fact)?,
        CrossingFact::ReferralOpened { crossing, .. } => stage(sql, recorded, *crossing, &fact, "second_line")?,
        CrossingFact::ReferralDecided { crossing, outcome, .. } => {
            stage(sql, recorded, *crossing, &fact, outcome.name())?
        }
        CrossingFact::AdverseOutcomeRecorded { crossing, .. } => stage(sql, recorded, *crossing, &fact, "adverse")?,
        CrossingFact::RecordsErased { erased, .. } => {
            for crossing in erased.travellers.iter().flat_map(|traveller| &traveller.crossings) {
                sql.execute("DELETE FROM crossing_history WHERE crossing = $1", params![*crossing])?;
                sql.execute("DELETE FROM crossing_record WHERE crossing = $1", params![*crossing])?;
            }
        }
        _ => {}
    }
    Ok(())
}

fn document_of(content: &CrossingContent) -> &'static str {
    content.person.document.as_ref().map_or("none", |document| document.kind.name())
}

fn insert(sql: &mut dyn Sql, recorded: &Recorded, fact: &CrossingRecorded) -> Result<(), LogError> {
    let content = &fact.content;
    sql.execute(
        "INSERT INTO crossing_record (crossing, stream, traveller, site, lane, at, actor, direction, name, sex, nationality, \
         document, people, stage, plate_key, party, stay_until, overstayed_days, corrected, body) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'cleared', $14, $15, $16, $17, 0, $18)",
        params![
            fact.crossing,
            recorded.header.stream,
            fact.traveller,
            fact.site,
            fact.lane,
            recorded.header.happened_from,
            recorded.header.actor,
            content.direction.name(),
            content.person.shown_name(),
            content.person.sex.name(),
            content.person.nationality.code(),
            document_of(content),
            1 + content.companions.people(),
            content.vehicle.as_ref().and_then(|vehicle| vehicle.plate_key),
            fact.party,
            fact.stay_until,
            fact.overstayed_days,
            to_json(content)
        ],
    )?;
    Ok(())
}

fn stage(
    sql: &mut dyn Sql,
    recorded: &Recorded,
    crossing: CrossingId,
    fact: &CrossingFact,
    stage: &str,
) -> Result<(), LogError> {
    sql.execute("UPDATE crossing_record SET stage = $2 WHERE crossing = $1", params![crossing, stage])?;
    history(sql, recorded, crossing, fact)
}

fn history(sql: &mut dyn Sql, recorded: &Recorded, crossing: CrossingId, fact: &CrossingFact) -> Result<(), LogError> {
    let header = &recorded.header;
    let fact = serde_json::to_value(fact).unwrap_or_default();
    let body = fact.get("body").map_or_else(|| "null".to_owned(), Value::to_string);
    sql.execute(
        // A hand-over is no secret of the person: its fact outlives an erasure, and must not begin a history of nobody.
        "INSERT INTO crossing_history (crossing, position, at, actor, kind, body) \
         SELECT $1, $2, $3, $4, $5, $6 WHERE EXISTS (SELECT 1 FROM crossing_record WHERE crossing = $1)",
        params![
            crossing,
            header.position,
            header.happened_from,
            header.actor,
            header.kind.trim_start_matches("crossing."),
            body
        ],
    )?;
    Ok(())
}

/// The stream of a crossing's traveller.
pub fn stream(sql: &mut dyn Sql, crossing: CrossingId) -> Result<Option<StreamId>, Problem> {
    let row = first(sql, "SELECT stream FROM crossing_record WHERE crossing = $1", params![crossing])?;
    Ok(row.and_then(|row| row.id(0)))
}

/// What holds of a crossing after its corrections, and its traveller's stream.
pub fn content(sql: &mut dyn Sql, crossing: CrossingId) -> Result<Option<(StreamId, CrossingContent)>, Problem> {
    let query = "SELECT stream, body FROM crossing_record WHERE crossing = $1";
    let Some(row) = first(sql, query, params![crossing])? else { return Ok(None) };
    let query = "SELECT body FROM crossing_history WHERE crossing = $1 AND kind = 'crossing_corrected' \
                 ORDER BY position DESC LIMIT 1";
    let corrected = first(sql, query, params![crossing])?.and_then(|row| json(&row, 0).get("content").cloned());
    let content = serde_json::from_value(corrected.unwrap_or_else(|| json(&row, 1))).ok();
    Ok(row.id(0).zip(content))
}

/// A crossing with its evidence and its history.
pub const VIEW: ViewDef = ViewDef {
    name: "crossing",
    params: &[Param { name: "crossing", kind: Kind::Id, required: true }],
    columns: &[],
    read,
};

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let id: CrossingId = query.required("crossing")?;
    let select = "SELECT r.stream, r.traveller, r.site, r.at, r.actor, r.stage, r.party, r.stay_until, r.overstayed_days, \
                  r.corrected, r.body, l.code, l.name, r.people FROM crossing_record r \
                  LEFT JOIN crossing_lane l ON l.lane = r.lane WHERE r.crossing = $1";
    let row = first(reading.sql, select, params![id])?.ok_or_else(Problem::not_found)?;
    if reading.site.is_some_and(|site| row.id(2) != Some(site)) {
        return Err(Problem::not_found());
    }
    let now = content(reading.sql, id)?.map(|(_, content)| content);
    let select = "SELECT at, actor, kind, body FROM crossing_history WHERE crossing = $1 ORDER BY position";
    let history: Vec<Value> = rows(reading.sql, select, params![id])?
        .iter()
        .map(|row| {
            let at = Moment::from_millis(row.int(0));
            json!({ "at": at, "actor": row.id::<ActorId>(1), "kind": row.text(2), "body": json(row, 3) })
        })
        .collect();
    let others = others(reading, id, &row)?;
    let value = json!({
        "crossing": id, "at": Moment::from_millis(row.int(3)), "actor": row.id::<ActorId>(4), "stage": row.text(5),
        "party": row.id::<kernel::GroupId>(6), "stay_until": row.opt_text(7), "overstayed_days": row.opt_int(8),
        "corrected": row.int(9) == 1, "recorded": json(&row, 10), "now": now, "lane": row.text(11),
        "lane_name": row.text(12), "people": row.int(13), "history": history, "others": others,
    });
    Ok(Answer::Record { value, subjects: row.id::<SubjectId>(1).into_iter().collect() })
}

/// The newest other crossings with the same document, at posts that the reader may see: at most ten.
fn others(reading: &mut Reading<'_>, id: CrossingId, row: &log::Row) -> Result<Vec<Value>, Problem> {
    let select = "SELECT crossing, at, direction, site FROM crossing_record WHERE stream = $1 AND crossing <> $2 \
                  ORDER BY at DESC LIMIT 10";
    let site = reading.site;
    let others = rows(reading.sql, select, params![row.id::<StreamId>(0), id])?;
    let seen = others.iter().filter(|row| site.is_none_or(|site| row.id(3) == Some(site)));
    Ok(seen
        .map(|row| {
            let at = Moment::from_millis(row.int(1));
            json!({ "crossing": row.id::<CrossingId>(0), "at": at, "direction": row.text(2) })
        })
        .collect())
}
