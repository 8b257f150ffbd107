//! The tables of what is done in a case: actions, notes, decisions.

use crate::{
    facts::{CaseRef, Fact},
    views::shown::{erased, fact},
};
use kernel::StreamId;
use log::{LogError, Recorded, Sql, View, params};

/// Actions, notes, decisions.
pub const TABLES: View = View {
    name: "protection_plan",
    version: 1,
    tables: "CREATE TABLE protection_action (action BYTEA PRIMARY KEY, case_id BYTEA NOT NULL, person BYTEA NOT NULL, \
             what TEXT NOT NULL, due TEXT NOT NULL, ended TEXT, note TEXT, by_whom BYTEA NOT NULL, at BIGINT NOT NULL);\
             CREATE TABLE protection_note (note BYTEA PRIMARY KEY, case_id BYTEA NOT NULL, person BYTEA NOT NULL, text TEXT NOT NULL, \
             readers TEXT NOT NULL, by_whom BYTEA NOT NULL, at BIGINT NOT NULL);\
             CREATE TABLE protection_decision (decision BYTEA PRIMARY KEY, case_id BYTEA NOT NULL, person BYTEA NOT NULL, \
             text TEXT NOT NULL, by_whom BYTEA NOT NULL, at BIGINT NOT NULL, agreed BIGINT, ruled_by BYTEA, reason TEXT);",
    indexes: "CREATE INDEX protection_action_case ON protection_action (case_id, due);\
              CREATE INDEX protection_note_case ON protection_note (case_id, at);\
              CREATE INDEX protection_decision_case ON protection_decision (case_id, at);",
    drop: &["protection_action", "protection_note", "protection_decision"],
    wants: |kind| {
        matches!(
            kind,
            "protection.action_planned"
                | "protection.action_ended"
                | "protection.note_written"
                | "protection.decision_proposed"
                | "protection.decision_ruled"
                | "registration.person_erased"
        )
    },
    apply: take,
};

fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    if let Some(person) = erased(recorded)? {
        for table in TABLES.drop {
            sql.execute(&format!("DELETE FROM {table} WHERE person = $1"), params![person])?;
        }
    }
    let (by, at) = (recorded.header.actor, recorded.header.happened_from);
    let place = |on: CaseRef| (StreamId::from(on.case), on.person);
    match fact(recorded)? {
        Some(Fact::ActionPlanned { on, action, what, due }) => {
            let (case, person) = place(on);
            sql.execute(
                "INSERT INTO protection_action (action, case_id, person, what, due, by_whom, at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                params![StreamId::from(action), case, person, what.as_str(), due, by, at],
            )?;
        }
        Some(Fact::ActionEnded { action, how, note, .. }) => {
            sql.execute(
                "UPDATE protection_action SET ended = $2, note = $3 WHERE action = $1",
                params![StreamId::from(action), how.name(), note.as_ref().map(|note| note.as_str())],
            )?;
        }
        Some(Fact::NoteWritten { on, note, text, readers }) => {
            let (case, person) = place(on);
            sql.execute(
                "INSERT INTO protection_note (note, case_id, person, text, readers, by_whom, at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                params![StreamId::from(note), case, person, text.as_str(), readers.name(), by, at],
            )?;
        }
        Some(Fact::DecisionProposed { on, decision, text }) => {
            let (case, person) = place(on);
            sql.execute(
                "INSERT INTO protection_decision (decision, case_id, person, text, by_whom, at) VALUES ($1, $2, $3, $4, $5, $6)",
                params![StreamId::from(decision), case, person, text.as_str(), by, at],
            )?;
        }
        Some(Fact::DecisionRuled { decision, agreed, reason, .. }) => {
            sql.execute(
                "UPDATE protection_decision SET agreed = $2, ruled_by = $3, reason = $4 WHERE decision = $1",
                params![StreamId::from(decision), agreed, by, reason.as_ref().map(|reason| reason.as_str())],
            )?;
        }
        _ => {}
    }
    Ok(())
}
