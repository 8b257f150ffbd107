//! What was settled, and how it stands.

use crate::facts::Fact;
use contracts::registration::RegistrationFact;
use kernel::{Problem, SiteId};
use log::{LogError, Recorded, Sql, StoreError, View, params};
use std::collections::BTreeMap;

/// Settled questions.
pub const TABLES: View = View {
    name: "relief_question",
    version: 2,
    tables: "CREATE TABLE relief_settled (site BYTEA NOT NULL, question TEXT NOT NULL, person BYTEA, note TEXT NOT NULL, \
             recorded BIGINT NOT NULL, PRIMARY KEY (site, question));",
    indexes: "CREATE INDEX relief_settled_person ON relief_settled (person);",
    drop: &["relief_settled"],
    wants: |kind| matches!(kind, "relief.question_settled" | "registration.person_erased"),
    apply: take,
};

fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    if let Some(RegistrationFact::PersonErased { person, .. }) = recorded.fact()? {
        sql.execute("DELETE FROM relief_settled WHERE person = $1", params![person])?;
    }
    if let Some(Fact::QuestionSettled { site, question, note, person }) = recorded.fact()? {
        sql.execute(
            "INSERT INTO relief_settled (site, question, note, recorded, person) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (site, question) DO UPDATE SET note = $3, recorded = $4, person = $5 \
             WHERE relief_settled.recorded <= $4",
            params![site, question.as_str(), note.as_str(), recorded.header.recorded.as_i64(), person],
        )?;
    }
    Ok(())
}

/// How each settled question of a site stands.
pub(super) fn settled(sql: &mut dyn Sql, site: SiteId) -> Result<BTreeMap<String, String>, Problem> {
    let query = "SELECT question, note FROM relief_settled WHERE site = $1";
    let rows = sql.rows(query, params![site]).map_err(StoreError::problem)?;
    Ok(rows.iter().map(|row| (row.text(0).to_owned(), row.text(1).to_owned())).collect())
}
