//! The tables of procedures: each as its facts add up, and who may know of it. Erasing a child deletes its rows.

use crate::{facts::Fact, procedure::Procedure, words::Stage};
use contracts::registration::RegistrationFact;
use kernel::{Date, StreamId};
use log::{LogError, Recorded, Sql, State, View, params};

/// After every day on which something is due.
pub const NEVER: &str = "9999-12-31";

/// Procedures and their readers.
pub const TABLES: View = View {
    name: "best_interests",
    version: 2,
    tables: "CREATE TABLE best_interests_procedure (procedure_id BYTEA PRIMARY KEY, child BYTEA NOT NULL, why TEXT NOT NULL, \
             stage TEXT NOT NULL, review_by TEXT NOT NULL, opened_at BIGINT NOT NULL, record TEXT NOT NULL);\
             CREATE TABLE best_interests_reader (reader BYTEA NOT NULL, closed BIGINT NOT NULL, review_by TEXT NOT NULL, \
             procedure_id BYTEA NOT NULL, PRIMARY KEY (reader, closed, review_by, procedure_id));",
    indexes: "CREATE INDEX best_interests_child ON best_interests_procedure (child);\
              CREATE INDEX best_interests_known ON best_interests_reader (procedure_id);",
    drop: &["best_interests_procedure", "best_interests_reader"],
    wants: |kind| kind == "registration.person_erased" || kind.starts_with("best_interests."),
    apply: take,
};

fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    if let Some(RegistrationFact::PersonErased { person, .. }) = recorded.fact()? {
        let known = "DELETE FROM best_interests_reader WHERE procedure_id IN \
                     (SELECT procedure_id FROM best_interests_procedure WHERE child = $1)";
        sql.execute(known, params![person])?;
        sql.execute("DELETE FROM best_interests_procedure WHERE child = $1", params![person])?;
        return Ok(());
    }
    let Some(fact) = recorded.fact::<Fact>()? else { return Ok(()) };
    let id = StreamId::from(fact.on().procedure);
    let kept = sql.first("SELECT record FROM best_interests_procedure WHERE procedure_id = $1", params![id])?;
    let mut procedure: Procedure = kept.and_then(|row| serde_json::from_str(row.text(0)).ok()).unwrap_or_default();
    procedure.apply(&fact, &recorded.header);
    keep(sql, id, &procedure)
}

fn keep(sql: &mut dyn Sql, id: StreamId, procedure: &Procedure) -> Result<(), LogError> {
    let (Some(on), Some((why, _))) = (procedure.on, &procedure.why) else { return Ok(()) };
    let stage = procedure.stage();
    let closed = stage == Stage::Closed;
    let review_by = procedure.review_by().as_ref().map_or_else(|| NEVER.to_owned(), Date::to_string);
    sql.execute(
        "INSERT INTO best_interests_procedure (procedure_id, child, why, stage, review_by, opened_at, record) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (procedure_id) \
         DO UPDATE SET stage = $4, review_by = $5, record = $7",
        params![
            id,
            on.child,
            why.name(),
            stage.name(),
            review_by.as_str(),
            procedure.opened,
            serde_json::to_string(procedure).unwrap_or_default()
        ],
    )?;
    sql.execute("DELETE FROM best_interests_reader WHERE procedure_id = $1", params![id])?;
    for reader in procedure.readers() {
        sql.execute(
            "INSERT INTO best_interests_reader (reader, closed, review_by, procedure_id) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (reader, closed, review_by, procedure_id) DO NOTHING",
            params![reader, closed, review_by.as_str(), id],
        )?;
    }
    Ok(())
}
