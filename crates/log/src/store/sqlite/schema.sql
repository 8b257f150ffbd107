-- The tables of one zone's log. Everything else in the file is a view and can be rebuilt.

CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- Nodes whose facts this store holds. A small number stands for a node in each fact.
CREATE TABLE IF NOT EXISTS origin (origin INTEGER PRIMARY KEY, node BLOB NOT NULL UNIQUE, verifying_key BLOB NOT NULL);

CREATE TABLE IF NOT EXISTS fact (
  position INTEGER PRIMARY KEY,
  origin INTEGER NOT NULL,
  node_seq INTEGER NOT NULL,
  stream BLOB NOT NULL,
  stream_seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  version INTEGER NOT NULL,
  subject BLOB,
  actor BLOB NOT NULL,
  purpose TEXT NOT NULL,
  happened_from INTEGER NOT NULL,
  happened_to INTEGER NOT NULL,
  recorded INTEGER NOT NULL,
  cause_node BLOB,
  cause_seq INTEGER,
  body_hash BLOB NOT NULL,
  hash BLOB NOT NULL,
  body BLOB NOT NULL
);
-- Facts of other nodes that came without their body.
CREATE INDEX IF NOT EXISTS fact_without_body ON fact (origin, node_seq) WHERE length(body) = 0;
CREATE UNIQUE INDEX IF NOT EXISTS fact_by_node ON fact (origin, node_seq);
-- Two nodes may both append to a stream while apart, so the number alone is not unique.
CREATE UNIQUE INDEX IF NOT EXISTS fact_by_stream ON fact (stream, stream_seq, origin);

-- One signature per commit, over the hash of its last fact.
CREATE TABLE IF NOT EXISTS signature (
  origin INTEGER NOT NULL, node_seq INTEGER NOT NULL, signature BLOB NOT NULL, PRIMARY KEY (origin, node_seq)
) WITHOUT ROWID;

-- A signature of another node that does not begin where the one before it ends: where it begins.
CREATE TABLE IF NOT EXISTS signature_span (
  origin INTEGER NOT NULL, node_seq INTEGER NOT NULL, after INTEGER NOT NULL, PRIMARY KEY (origin, node_seq)
) WITHOUT ROWID;

-- The furthest clock of the facts that came from other nodes: what is recorded here comes after them.
CREATE TABLE IF NOT EXISTS clock (one INTEGER PRIMARY KEY, recorded INTEGER NOT NULL) WITHOUT ROWID;

-- Proof that a node signed two histories: a frame of the second.
CREATE TABLE IF NOT EXISTS fork (
  origin INTEGER PRIMARY KEY, node_seq INTEGER NOT NULL, frame BLOB NOT NULL, at INTEGER NOT NULL
) WITHOUT ROWID;

-- Each person's key, sealed under the zone's. Erasure deletes the row.
CREATE TABLE IF NOT EXISTS subject_key (subject BLOB PRIMARY KEY, sealed BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS erased (subject BLOB PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS snapshot (
  stream BLOB PRIMARY KEY, stream_seq INTEGER NOT NULL, version INTEGER NOT NULL, sealed BLOB NOT NULL
) WITHOUT ROWID;

-- Requests already carried out, with their answers.
CREATE TABLE IF NOT EXISTS request (
  key TEXT NOT NULL, actor BLOB NOT NULL, digest BLOB NOT NULL, answer TEXT NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY (actor, key)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS view_state (name TEXT PRIMARY KEY, version INTEGER NOT NULL, position INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS reaction_state (name TEXT PRIMARY KEY, position INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS reaction_failure (
  name TEXT NOT NULL, position INTEGER NOT NULL, tries INTEGER NOT NULL, code TEXT NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY (name, position)
) WITHOUT ROWID;
-- Facts passed over that somebody wants to be tried once more.
CREATE TABLE IF NOT EXISTS reaction_again (name TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (name, position)) WITHOUT ROWID;
