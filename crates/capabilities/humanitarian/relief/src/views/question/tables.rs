//! What was settled, and how it stands.

use crate::facts::Fact;
use kernel::{Problem, SiteId};
use log::{LogError, Recorded, Sql, StoreError, View, params};
use std::collections::BTreeMap;

/// Settled questions.
pub const TABLES: View = View {
    name: "relief_question",
    version: 1,
    tables: "CREATE TABLE relief_settled (site BYTEA NOT NULL, question TEXT NOT NULL, note TEXT NOT NULL, recorded BIGINT NOT NULL, \
             PRIMARY KEY (site, question));",
    indexes: "",
    drop: &["relief_settled"],
    wants: |kind| kind == "relief.question_settled",
    apply: take,
};

fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    if let Some(Fact::QuestionSettled { site, question, note }) = recorded.fact()? {
        sql.execute(
            "INSERT INTO relief_settled (site, question, note, recorded) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (site, question) DO UPDATE SET note = $3, recorded = $4 WHERE relief_settled.recorded <= $4",
            params![site, question.as_str(), note.as_str(), recorded.header.recorded.as_i64()],
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
