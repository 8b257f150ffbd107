//! Statements on what travels: signatures that cover a span, proofs of forks, the furthest clock.

use super::Signed;
use crate::{Sql, StoreError, clock::Hlc, params, tables::array};
use kernel::{Moment, StreamId};
use std::collections::{BTreeMap, BTreeSet};

/// Signatures of a chain of another node that cover facts after `after`, in order: those that stand within the next `most` facts, or
/// the first one where none does.
pub(crate) fn signed(sql: &mut dyn Sql, origin: i64, after: i64, most: i64) -> Result<Vec<Signed>, StoreError> {
    let query = "SELECT s.node_seq, s.signature, coalesce(p.after, (SELECT max(b.node_seq) FROM signature b \
                 WHERE b.origin = s.origin AND b.node_seq < s.node_seq), 0) FROM signature s \
                 LEFT JOIN signature_span p ON p.origin = s.origin AND p.node_seq = s.node_seq \
                 WHERE s.origin = $1 AND s.node_seq > $2 ORDER BY s.node_seq LIMIT $3";
    let mut out: Vec<Signed> = Vec::new();
    for row in sql.rows(query, params![origin, after, most])? {
        let last = row.int(0);
        if last > after.saturating_add(most) && !out.is_empty() {
            break;
        }
        let signature =
            row.blob(1).try_into().map_err(|_| StoreError::Damaged("a signature that is not 64 bytes".into()))?;
        out.push(Signed { after: row.int(2), last, signature });
    }
    Ok(out)
}

/// Keeps where a signature begins, when that is not where the one before it ends.
pub(crate) fn span(sql: &mut dyn Sql, origin: i64, signed: &Signed) -> Result<(), StoreError> {
    sql.execute(
        "INSERT INTO signature_span (origin, node_seq, after) SELECT $1, $2, $3 WHERE $3 <> coalesce(\
         (SELECT max(b.node_seq) FROM signature b WHERE b.origin = $1 AND b.node_seq < $2), 0)",
        params![origin, signed.last, signed.after],
    )?;
    Ok(())
}

/// Where signatures begin that do not begin where the one before ends, by the number of the fact they stand at.
pub(crate) fn spans(sql: &mut dyn Sql, origin: i64, after: i64, last: i64) -> Result<BTreeMap<i64, i64>, StoreError> {
    let query = "SELECT node_seq, after FROM signature_span WHERE origin = $1 AND node_seq > $2 AND node_seq <= $3";
    Ok(sql.rows(query, params![origin, after, last])?.iter().map(|row| (row.int(0), row.int(1))).collect())
}

/// The chain's hash at a fact, and when that was recorded; zeros before the first, `None` when that fact is not here.
pub(crate) fn link_at(sql: &mut dyn Sql, origin: i64, seq: i64) -> Result<Option<([u8; 32], Hlc)>, StoreError> {
    if seq == 0 {
        return Ok(Some(([0; 32], Hlc::default())));
    }
    let row = sql.first("SELECT hash, recorded FROM fact WHERE origin = $1 AND node_seq = $2", params![origin, seq])?;
    row.map(|row| Ok((array(row.blob(0))?, Hlc::from_i64(row.int(1))))).transpose()
}

/// Facts of a chain that are here without their body, after `after` up to `last`.
pub(crate) fn withheld(sql: &mut dyn Sql, origin: i64, after: i64, last: i64) -> Result<BTreeSet<i64>, StoreError> {
    let query = "SELECT node_seq FROM fact WHERE origin = $1 AND node_seq > $2 AND node_seq <= $3 AND length(body) = 0";
    Ok(sql.rows(query, params![origin, after, last])?.iter().map(|row| row.int(0)).collect())
}

/// The first fact of a chain that is here without its body although its person is not erased.
pub(crate) fn first_withheld(sql: &mut dyn Sql, origin: i64) -> Result<Option<i64>, StoreError> {
    let query = "SELECT node_seq FROM fact WHERE origin = $1 AND length(body) = 0 \
                 AND NOT EXISTS (SELECT 1 FROM erased e WHERE e.subject = fact.subject) ORDER BY node_seq LIMIT 1";
    Ok(sql.first(query, params![origin])?.map(|row| row.int(0)))
}

/// Puts a body where there is none; the fact's position.
pub(crate) fn fill(sql: &mut dyn Sql, origin: i64, seq: i64, body: Vec<u8>) -> Result<i64, StoreError> {
    let query = "UPDATE fact SET body = $3 WHERE origin = $1 AND node_seq = $2 AND length(body) = 0 RETURNING position";
    Ok(sql.first(query, params![origin, seq, body])?.map_or(0, |row| row.int(0)))
}

/// The fact of which a node is known to have signed two.
pub(crate) fn forked(sql: &mut dyn Sql, origin: i64) -> Result<Option<i64>, StoreError> {
    Ok(sql.first("SELECT node_seq FROM fork WHERE origin = $1", params![origin])?.map(|row| row.int(0)))
}

pub(crate) fn keep_fork(
    sql: &mut dyn Sql,
    origin: i64,
    seq: i64,
    frame: Vec<u8>,
    at: Moment,
) -> Result<(), StoreError> {
    sql.execute(
        "INSERT INTO fork (origin, node_seq, frame, at) VALUES ($1, $2, $3, $4) ON CONFLICT (origin) DO NOTHING",
        params![origin, seq, frame, at],
    )?;
    Ok(())
}

/// The furthest clock that came from another node.
pub(crate) fn clock(sql: &mut dyn Sql) -> Result<Hlc, StoreError> {
    let row = sql.first("SELECT recorded FROM clock WHERE one = 1", &[])?;
    Ok(row.map_or_else(Hlc::default, |row| Hlc::from_i64(row.int(0))))
}

pub(crate) fn see_clock(sql: &mut dyn Sql, recorded: Hlc) -> Result<(), StoreError> {
    sql.execute(
        "INSERT INTO clock (one, recorded) VALUES (1, $1) \
         ON CONFLICT (one) DO UPDATE SET recorded = $1 WHERE clock.recorded < $1",
        params![recorded.as_i64()],
    )?;
    Ok(())
}

/// A snapshot folded the stream without the facts that now come from another node.
pub(crate) fn drop_snapshot(sql: &mut dyn Sql, stream: StreamId) -> Result<(), StoreError> {
    sql.execute("DELETE FROM snapshot WHERE stream = $1", params![stream])?;
    Ok(())
}
