//! The audit trail: a fact for every read of a person's record, in the record's own zone.

use crate::Role;
use kernel::SubjectId;
use log::{Facts, LogError, Recorded, Sql, View, params};
use serde::{Deserialize, Serialize};
use serde_json::Value;

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
        /// The roles by which the matrix allowed it; none in facts of the first version, which did not say.
        roles: Vec<Role>,
    },
}

impl Facts for AuditFact {
    const SET: &'static str = "audit";
    fn subject(&self) -> Option<SubjectId> {
        None
    }
    fn version(_kind: &str) -> u16 {
        2
    }
    fn upcast(_kind: &str, _version: u16, mut body: Value) -> Value {
        if let Value::Object(fields) = &mut body {
            fields.entry("roles").or_insert_with(|| Value::Array(Vec::new()));
        }
        body
    }
}

/// Who read whose record: one table per zone.
pub const AUDIT_VIEW: View = View {
    name: "audit_read",
    version: 2,
    tables: "CREATE TABLE audit_read (subject BYTEA NOT NULL, at BIGINT NOT NULL, actor BYTEA NOT NULL, \
             action TEXT NOT NULL, purpose TEXT NOT NULL, roles TEXT NOT NULL);",
    indexes: "CREATE INDEX audit_read_subject ON audit_read (subject, at);",
    drop: &["audit_read"],
    wants: |kind| kind.starts_with("audit."),
    apply: take,
};

fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    let Some(AuditFact::RecordsRead { subjects, action, roles }) = recorded.fact::<AuditFact>()? else { return Ok(()) };
    let header = &recorded.header;
    let roles = roles.iter().map(|role| role.name()).collect::<Vec<_>>().join(", ");
    for subject in subjects {
        sql.execute(
            "INSERT INTO audit_read (subject, at, actor, action, purpose, roles) VALUES ($1, $2, $3, $4, $5, $6)",
            params![
                subject,
                header.happened_from,
                header.actor,
                action.as_str(),
                header.purpose.name(),
                roles.as_str()
            ],
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_read_of_the_first_version_has_no_roles() {
        let old = serde_json::json!({ "subjects": [], "action": "registration.person" });
        let body = AuditFact::upcast("records_read", 1, old);
        let fact = serde_json::from_value(serde_json::json!({ "kind": "records_read", "body": body })).unwrap();
        assert_eq!(
            AuditFact::RecordsRead { subjects: vec![], action: "registration.person".into(), roles: vec![] },
            fact
        );
    }
}
