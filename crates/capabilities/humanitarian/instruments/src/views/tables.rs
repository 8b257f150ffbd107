//! The tables of sheets: the text of each, and each thing that was done with it as a row of its own, so that nothing hangs on the order in
//! which the facts of several posts arrive.

use contracts::instrument::{InstrumentFact, SheetName};
use log::{LogError, Recorded, Sql, View, params};

/// Texts and steps.
pub const TABLES: View = View {
    name: "instruments_sheet",
    version: 1,
    tables: "CREATE TABLE instruments_sheet (code TEXT NOT NULL, version BIGINT NOT NULL, digest TEXT NOT NULL, \
             content TEXT NOT NULL, PRIMARY KEY (code, version, digest));\
             CREATE TABLE instruments_step (node BYTEA NOT NULL, seq BIGINT NOT NULL, code TEXT NOT NULL, version BIGINT NOT NULL, \
             digest TEXT NOT NULL, what TEXT NOT NULL, by_whom BYTEA NOT NULL, at BIGINT NOT NULL, from_day TEXT, reason TEXT, \
             PRIMARY KEY (node, seq));",
    indexes: "CREATE INDEX instruments_step_sheet ON instruments_step (code, version, digest, at);",
    drop: &["instruments_sheet", "instruments_step"],
    wants: |kind| kind.starts_with("instruments."),
    apply: take,
};

fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    let Some(fact) = recorded.fact::<InstrumentFact>()? else { return Ok(()) };
    let (what, text, from, reason) = match &fact {
        InstrumentFact::SheetProposed { text, .. } => ("proposed", Some(text), None, None),
        InstrumentFact::SheetRefused { reason, .. } => ("refused", None, None, Some(reason)),
        InstrumentFact::SheetPublished { text, .. } => ("published", Some(text), None, None),
        InstrumentFact::SheetWithdrawn { from, reason, .. } => ("withdrawn", None, Some(*from), Some(reason)),
    };
    let SheetName { code, version, digest } = fact.sheet();
    if let Some(text) = text {
        sql.execute(
            "INSERT INTO instruments_sheet (code, version, digest, content) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (code, version, digest) DO NOTHING",
            params![code.as_str(), *version, digest.as_str(), text.as_str()],
        )?;
    }
    let header = &recorded.header;
    sql.execute(
        "INSERT INTO instruments_step (node, seq, code, version, digest, what, by_whom, at, from_day, reason) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            header.at.node,
            header.at.seq,
            code.as_str(),
            *version,
            digest.as_str(),
            what,
            header.actor,
            header.happened_from,
            from,
            reason.map(|reason| reason.as_str())
        ],
    )?;
    Ok(())
}
