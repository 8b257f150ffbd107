//! Every statement on the log's own tables, in the SQL that SQLite and PostgreSQL share.

use crate::{
    FactRef, Header, Row, Sql, StoreError,
    clock::Hlc,
    fact::{Next, Recorded},
    params,
};
use kernel::{ActorId, Moment, NodeId, Purpose, StreamId, SubjectId, Zone};
use std::collections::BTreeMap;

/// The end of this node's chain.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Head {
    pub seq: i64,
    pub hash: [u8; 32],
    pub recorded: Hlc,
}

/// A fact as stored: body still sealed.
pub(crate) struct Stored {
    pub header: Header,
    pub body_hash: [u8; 32],
    pub hash: [u8; 32],
    pub body: Vec<u8>,
}

const COLUMNS: &str = "f.position, o.node, f.node_seq, f.stream, f.stream_seq, f.kind, f.version, f.subject, f.actor, \
     f.purpose, f.happened_from, f.happened_to, f.recorded, f.cause_node, f.cause_seq, f.body_hash, f.hash, f.body";

/// The number that stands for a node in this store, known by its key from now on.
pub(crate) fn origin_of(sql: &mut dyn Sql, node: NodeId, verifying_key: [u8; 32]) -> Result<i64, StoreError> {
    sql.execute(
        "INSERT INTO origin (node, verifying_key) VALUES ($1, $2) ON CONFLICT (node) DO NOTHING",
        params![node, verifying_key],
    )?;
    let row = sql.first("SELECT origin, verifying_key FROM origin WHERE node = $1", params![node])?;
    match row {
        Some(row) if row.blob(1) == verifying_key => Ok(row.int(0)),
        _ => Err(StoreError::Damaged("the store belongs to another node".into())),
    }
}

pub(crate) fn head(sql: &mut dyn Sql, origin: i64) -> Result<Head, StoreError> {
    let query = "SELECT node_seq, hash, recorded FROM fact WHERE origin = $1 ORDER BY node_seq DESC LIMIT 1";
    Ok(match sql.first(query, params![origin])? {
        None => Head { seq: 0, hash: [0; 32], recorded: Hlc::default() },
        Some(row) => Head { seq: row.int(0), hash: array(row.blob(1))?, recorded: Hlc::from_i64(row.int(2)) },
    })
}

pub(crate) fn last_stream_seq(sql: &mut dyn Sql, stream: StreamId) -> Result<i64, StoreError> {
    let query = "SELECT stream_seq FROM fact WHERE stream = $1 ORDER BY stream_seq DESC LIMIT 1";
    Ok(sql.first(query, params![stream])?.map_or(0, |row| row.int(0)))
}

pub(crate) fn insert(
    sql: &mut dyn Sql,
    origin: i64,
    header: &Header,
    hashes: (&[u8; 32], &[u8; 32]),
    body: Vec<u8>,
) -> Result<i64, StoreError> {
    let row = sql.first(
        "INSERT INTO fact (origin, node_seq, stream, stream_seq, kind, version, subject, actor, purpose, happened_from, \
         happened_to, recorded, cause_node, cause_seq, body_hash, hash, body) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) RETURNING position",
        params![
            origin,
            header.at.seq,
            header.stream,
            header.stream_seq,
            header.kind.as_str(),
            header.version,
            header.subject,
            header.actor,
            header.purpose.name(),
            header.happened_from,
            header.happened_to,
            header.recorded.as_i64(),
            header.caused_by.map(|c| c.node),
            header.caused_by.map(|c| c.seq),
            *hashes.0,
            *hashes.1,
            body,
        ],
    )?;
    Ok(row.map_or(0, |row| row.int(0)))
}

pub(crate) fn sign(sql: &mut dyn Sql, origin: i64, seq: i64, signature: [u8; 64]) -> Result<(), StoreError> {
    sql.execute(
        "INSERT INTO signature (origin, node_seq, signature) VALUES ($1, $2, $3)",
        params![origin, seq, signature],
    )?;
    Ok(())
}

/// Signatures of a chain from `after` (exclusive) to `last`, by the number of the fact they stand at.
pub(crate) fn signatures(
    sql: &mut dyn Sql,
    origin: i64,
    after: i64,
    last: i64,
) -> Result<BTreeMap<i64, Vec<u8>>, StoreError> {
    let query = "SELECT node_seq, signature FROM signature WHERE origin = $1 AND node_seq > $2 AND node_seq <= $3";
    let rows = sql.rows(query, params![origin, after, last])?;
    Ok(rows.iter().map(|row| (row.int(0), row.blob(1).to_vec())).collect())
}

/// A node whose facts are here.
pub(crate) struct Origin {
    pub origin: i64,
    pub node: NodeId,
    pub verifying_key: Vec<u8>,
    /// Numbers of its last fact and of its last signature; 0 where there is none.
    pub last: i64,
    pub last_signed: i64,
}

pub(crate) fn origins(sql: &mut dyn Sql) -> Result<Vec<Origin>, StoreError> {
    let query = "SELECT o.origin, o.node, o.verifying_key, \
                 (SELECT max(f.node_seq) FROM fact f WHERE f.origin = o.origin), \
                 (SELECT max(s.node_seq) FROM signature s WHERE s.origin = o.origin) FROM origin o ORDER BY o.origin";
    let origin = |row: &Row| {
        let (node, verifying_key) = (row.id(1)?, row.blob(2).to_vec());
        Some(Origin { origin: row.int(0), node, verifying_key, last: row.int(3), last_signed: row.int(4) })
    };
    let rows = sql.rows(query, &[])?;
    rows.iter().map(|row| origin(row).ok_or_else(|| StoreError::Damaged("a node without its id".into()))).collect()
}

/// Facts of no known node.
pub(crate) fn strays(sql: &mut dyn Sql) -> Result<i64, StoreError> {
    let query = "SELECT count(*) FROM fact f WHERE NOT EXISTS (SELECT 1 FROM origin o WHERE o.origin = f.origin)";
    Ok(sql.first(query, &[])?.map_or(0, |row| row.int(0)))
}

/// The stream and number of the `limit` facts after this stream and number, in that order.
pub(crate) fn stream_numbers(
    sql: &mut dyn Sql,
    after: (&[u8], i64),
    limit: i64,
) -> Result<Vec<(Vec<u8>, i64)>, StoreError> {
    let query = "SELECT stream, stream_seq FROM fact WHERE (stream, stream_seq) > ($1, $2) \
                 ORDER BY stream, stream_seq LIMIT $3";
    let rows = sql.rows(query, params![after.0.to_vec(), after.1, limit])?;
    Ok(rows.iter().map(|row| (row.blob(0).to_vec(), row.int(1))).collect())
}

/// Whether somebody erased still has a key: then it was put back.
pub(crate) fn keys_put_back(sql: &mut dyn Sql) -> Result<i64, StoreError> {
    let query = "SELECT count(*) FROM erased e JOIN subject_key k ON k.subject = e.subject";
    Ok(sql.first(query, &[])?.map_or(0, |row| row.int(0)))
}

/// Facts after `position`, in order of arrival, at most `limit`.
pub(crate) fn after(sql: &mut dyn Sql, position: i64, limit: i64) -> Result<Vec<Stored>, StoreError> {
    let query = format!(
        "SELECT {COLUMNS} FROM fact f JOIN origin o ON o.origin = f.origin WHERE f.position > $1 ORDER BY f.position LIMIT $2"
    );
    stored(sql, &query, params![position, limit])
}

/// A stream's facts after `seq`, in order; facts that two nodes recorded while apart, in the same order at every node.
pub(crate) fn of_stream(sql: &mut dyn Sql, stream: StreamId, seq: i64) -> Result<Vec<Stored>, StoreError> {
    let query = format!(
        "SELECT {COLUMNS} FROM fact f JOIN origin o ON o.origin = f.origin \
         WHERE f.stream = $1 AND f.stream_seq > $2 ORDER BY f.stream_seq, f.recorded, o.node"
    );
    stored(sql, &query, params![stream, seq])
}

/// A chain's facts after `seq`, in order, at most `limit`.
pub(crate) fn of_origin(sql: &mut dyn Sql, origin: i64, seq: i64, limit: i64) -> Result<Vec<Stored>, StoreError> {
    let query = format!(
        "SELECT {COLUMNS} FROM fact f JOIN origin o ON o.origin = f.origin \
         WHERE f.origin = $1 AND f.node_seq > $2 ORDER BY f.node_seq LIMIT $3"
    );
    stored(sql, &query, params![origin, seq, limit])
}

fn stored(sql: &mut dyn Sql, query: &str, params: &[crate::Value]) -> Result<Vec<Stored>, StoreError> {
    sql.rows(query, params)?.iter().map(one).collect()
}

fn one(row: &Row) -> Result<Stored, StoreError> {
    let id = |i: usize| row.id::<uuid::Uuid>(i).ok_or_else(|| StoreError::Damaged("a fact without its ids".into()));
    let node: NodeId = id(1)?.into();
    // The zone is the store's: it is filled in by the log, which alone knows it.
    let header = Header {
        position: row.int(0),
        at: FactRef { node, seq: row.int(2) },
        zone: Zone::Shared,
        stream: id(3)?.into(),
        stream_seq: row.int(4),
        kind: row.text(5).to_owned(),
        version: u16::try_from(row.int(6)).unwrap_or(0),
        subject: row.id::<SubjectId>(7),
        actor: ActorId::from(id(8)?),
        purpose: row.text(9).parse().unwrap_or(Purpose::System),
        happened_from: Moment::from_millis(row.int(10)),
        happened_to: Moment::from_millis(row.int(11)),
        recorded: Hlc::from_i64(row.int(12)),
        caused_by: row.id::<NodeId>(13).map(|node| FactRef { node, seq: row.int(14) }),
    };
    let (body_hash, hash) = (array(row.blob(15))?, array(row.blob(16))?);
    Ok(Stored { header, body_hash, hash, body: row.blob(17).to_vec() })
}

pub(crate) fn subject_key(sql: &mut dyn Sql, subject: SubjectId) -> Result<Option<Vec<u8>>, StoreError> {
    let row = sql.first("SELECT sealed FROM subject_key WHERE subject = $1", params![subject])?;
    Ok(row.map(|row| row.blob(0).to_vec()))
}

pub(crate) fn keep_subject_key(sql: &mut dyn Sql, subject: SubjectId, sealed: Vec<u8>) -> Result<(), StoreError> {
    sql.execute("INSERT INTO subject_key (subject, sealed) VALUES ($1, $2)", params![subject, sealed])?;
    Ok(())
}

pub(crate) fn is_erased(sql: &mut dyn Sql, subject: SubjectId) -> Result<bool, StoreError> {
    Ok(sql.first("SELECT 1 FROM erased WHERE subject = $1", params![subject])?.is_some())
}

pub(crate) fn erase(sql: &mut dyn Sql, subject: SubjectId, at: Moment) -> Result<(), StoreError> {
    sql.execute("DELETE FROM subject_key WHERE subject = $1", params![subject])?;
    sql.execute(
        "INSERT INTO erased (subject, at) VALUES ($1, $2) ON CONFLICT (subject) DO NOTHING",
        params![subject, at],
    )?;
    // A snapshot is the fold of several people's facts: drop them all rather than look for the ones that hold this person.
    sql.execute("DELETE FROM snapshot", &[])?;
    Ok(())
}

/// Everybody erased, and when.
pub(crate) fn erased(sql: &mut dyn Sql) -> Result<Vec<(SubjectId, Moment)>, StoreError> {
    let rows = sql.rows("SELECT subject, at FROM erased ORDER BY at", &[])?;
    Ok(rows.iter().filter_map(|row| Some((row.id(0)?, Moment::from_millis(row.int(1))))).collect())
}

pub(crate) fn forget_answers(sql: &mut dyn Sql, before: Moment) -> Result<(), StoreError> {
    sql.execute("DELETE FROM request WHERE at < $1", params![before])?;
    Ok(())
}

pub(crate) fn snapshot(
    sql: &mut dyn Sql,
    stream: StreamId,
    version: u16,
) -> Result<Option<(i64, Vec<u8>)>, StoreError> {
    let query = "SELECT stream_seq, sealed FROM snapshot WHERE stream = $1 AND version = $2";
    Ok(sql.first(query, params![stream, version])?.map(|row| (row.int(0), row.blob(1).to_vec())))
}

pub(crate) fn keep_snapshot(
    sql: &mut dyn Sql,
    stream: StreamId,
    seq: i64,
    version: u16,
    sealed: Vec<u8>,
) -> Result<(), StoreError> {
    sql.execute(
        "INSERT INTO snapshot (stream, stream_seq, version, sealed) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (stream) DO UPDATE SET stream_seq = $2, version = $3, sealed = $4",
        params![stream, seq, version, sealed],
    )?;
    Ok(())
}

/// The digest of a request already carried out, and its answer.
pub(crate) fn answered(sql: &mut dyn Sql, actor: ActorId, key: &str) -> Result<Option<(Vec<u8>, String)>, StoreError> {
    let row = sql.first("SELECT digest, answer FROM request WHERE actor = $1 AND key = $2", params![actor, key])?;
    Ok(row.map(|row| (row.blob(0).to_vec(), row.text(1).to_owned())))
}

pub(crate) fn keep_answer(
    sql: &mut dyn Sql,
    actor: ActorId,
    key: &str,
    digest: [u8; 32],
    answer: &str,
    at: Moment,
) -> Result<(), StoreError> {
    sql.execute(
        "INSERT INTO request (actor, key, digest, answer, at) VALUES ($1, $2, $3, $4, $5)",
        params![actor, key, digest, answer, at],
    )?;
    Ok(())
}

/// A view's version and the position up to which it was built.
pub(crate) fn view_state(sql: &mut dyn Sql, name: &str) -> Result<Option<(i64, i64)>, StoreError> {
    let row = sql.first("SELECT version, position FROM view_state WHERE name = $1", params![name])?;
    Ok(row.map(|row| (row.int(0), row.int(1))))
}

/// Every view in the store, with its version.
pub(crate) fn view_versions(sql: &mut dyn Sql) -> Result<Vec<(String, i64)>, StoreError> {
    let rows = sql.rows("SELECT name, version FROM view_state", &[])?;
    Ok(rows.iter().map(|row| (row.text(0).to_owned(), row.int(1))).collect())
}

pub(crate) fn keep_view_state(sql: &mut dyn Sql, name: &str, version: i64, position: i64) -> Result<(), StoreError> {
    sql.execute(
        "INSERT INTO view_state (name, version, position) VALUES ($1, $2, $3) \
         ON CONFLICT (name) DO UPDATE SET version = $2, position = $3",
        params![name, version, position],
    )?;
    Ok(())
}

pub(crate) fn last_position(sql: &mut dyn Sql) -> Result<i64, StoreError> {
    Ok(sql.first("SELECT max(position) FROM fact", &[])?.map_or(0, |row| row.int(0)))
}

pub(crate) fn array(bytes: &[u8]) -> Result<[u8; 32], StoreError> {
    bytes.try_into().map_err(|_| StoreError::Damaged("a hash that is not 32 bytes".into()))
}

impl Stored {
    /// The fact with its body opened by `open`.
    pub(crate) fn opened(self, zone: Zone, body: Option<Vec<u8>>) -> Recorded {
        Recorded { header: Header { zone, ..self.header }, body }
    }
}

/// The numbers of the fact after `head` in a stream whose last is `stream_seq`.
pub(crate) fn next(head: Head, stream_seq: i64, now: Moment) -> Next {
    Next { seq: head.seq + 1, stream_seq: stream_seq + 1, recorded: head.recorded.next(now) }
}
