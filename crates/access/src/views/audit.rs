//! The audit trail: a fact for every read of a person's record, in the record's own zone.

use kernel::SubjectId;
use log::{Facts, LogError, Recorded, Sql, View, params};
use serde::{Deserialize, Serialize};

/// Facts of the audit trail; one stream per reader. They hold ids, never what was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum AuditFact {
    /// Records of these people were shown.
    RecordsRead {
        /// Whose.
        subjects: Vec<SubjectId>,
        /// Which view.
        action: String,
    },
}

impl Facts for AuditFact {
    const SET: &'static str = "audit";
    fn subject(&self) -> Option<SubjectId> {
        None
    }
}

/// Who read whose record: one table per zone.
pub const AUDIT_VIEW: View = View {
    name: "audit_read",
    version: 1,
    tables: "CREATE TABLE audit_read (subject BYTEA NOT NULL, at BIGINT NOT NULL, actor BYTEA NOT NULL, \
             action TEXT NOT NULL, purpose TEXT NOT NULL);",
    indexes: "CREATE INDEX audit_read_subject ON audit_read (subject, at);",
    drop: &["audit_read"],
    wants: |kind| kind.starts_with("audit."),
    apply: take,
};

fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    let Some(AuditFact::RecordsRead { subjects, action }) = recorded.fact::<AuditFact>()? else { return Ok(()) };
    let header = &recorded.header;
    for subject in subjects {
        sql.execute(
            "INSERT INTO audit_read (subject, at, actor, action, purpose) VALUES ($1, $2, $3, $4, $5)",
            params![subject, header.happened_from, header.actor, action.as_str(), header.purpose.name()],
        )?;
    }
    Ok(())
}
