//! One zone's log: load, decide, append, project, commit.

use crate::{
    At, Facts, LogError, NewFact, Past, Recorded, Sql, State, Store, StoreError, View,
    anchor::Anchor,
    cipher::{self, Key, ZoneCipher},
    fact::{body_hash, header, new_facts},
    keyring::Keyring,
    state::Stream,
    tables::{self, Head, Stored},
};
use ed25519_dalek::{Signer, SigningKey};
use kernel::{NodeId, Problem, StreamId, SubjectId, Zone};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Facts between two snapshots of a stream.
const SNAPSHOT_EVERY: i64 = 200;

/// The log of one zone at this node.
pub struct Log {
    pub(crate) zone: Zone,
    pub(crate) node: NodeId,
    pub(crate) store: Box<dyn Store>,
    pub(crate) cipher: ZoneCipher,
    pub(crate) signer: SigningKey,
    pub(crate) views: Vec<View>,
    pub(crate) anchor: Option<Anchor>,
    pub(crate) origin: i64,
}

/// What a commit did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Number of the last fact in the node's chain.
    pub seq: i64,
    /// How many facts were recorded.
    pub facts: usize,
}

impl Log {
    /// Opens the log of `zone`. Views that are new or changed are built now; `progress` is told facts done and in all.
    pub fn open(
        store: Box<dyn Store>,
        zone: Zone,
        keyring: &Keyring,
        views: Vec<View>,
        anchor: Option<Anchor>,
        progress: &mut dyn FnMut(i64, i64),
    ) -> Result<Self, LogError> {
        let cipher = keyring.zone(zone).ok_or_else(|| StoreError::Io(format!("this node is not enrolled for {zone}")))?;
        let signer = keyring.signer.clone();
        let mut origin = 0;
        store.write(&mut |sql| {
            origin = tables::own_origin(sql, keyring.node, signer.verifying_key().to_bytes())?;
            Ok(())
        })?;
        let log = Self { zone, node: keyring.node, store, cipher, signer, views, anchor, origin };
        log.build_stale_views(progress)?;
        Ok(log)
    }

    /// Its zone.
    #[must_use]
    pub fn zone(&self) -> Zone {
        self.zone
    }

    /// This node.
    #[must_use]
    pub fn node(&self) -> NodeId {
        self.node
    }

    /// The zone's keys, for look-ups by fingerprint.
    #[must_use]
    pub fn cipher(&self) -> &ZoneCipher {
        &self.cipher
    }

    /// Loads `streams`, lets `decide` make facts of their past, and records them: all or none.
    pub fn execute<S: State>(
        &self,
        streams: &[StreamId],
        at: &At,
        decide: impl FnOnce(&Past<S>) -> Result<Vec<S::Fact>, Problem>,
    ) -> Result<Receipt, LogError> {
        self.commit(at, |commit| commit.execute(streams, at, decide))
    }

    /// Runs `work` in one commit: its facts, their views and one signature, all or none.
    pub fn commit<R>(&self, at: &At, work: impl FnOnce(&mut Commit<'_>) -> Result<R, LogError>) -> Result<R, LogError> {
        let mut work = Some(work);
        let mut out = None;
        let mut end = None;
        self.store.write(&mut |sql| {
            let head = tables::head(sql, self.origin)?;
            let first = head.seq;
            let (keys, seqs) = (HashMap::new(), HashMap::new());
            let mut commit = Commit { sql, log: self, head, first, keys, seqs, erasing: false };
            if let Some(work) = work.take() {
                out = Some(work(&mut commit)?);
            }
            end = commit.finish()?;
            Ok(())
        })?;
        if let Some((head, erasing)) = end {
            if let Some(anchor) = &self.anchor {
                anchor.keep(head.seq, &head.hash);
            }
            if erasing {
                self.store.compact()?;
            }
        }
        let _ = at;
        out.ok_or_else(|| StoreError::Statement("a commit ran no work".into()).into())
    }

    /// Like [`Log::commit`], but the same request is carried out once: a repetition gets the first answer, and the same key
    /// with another content is refused (GEN-409). The flag says whether it was a repetition.
    pub fn commit_once(
        &self,
        at: &At,
        digest: [u8; 32],
        work: impl FnOnce(&mut Commit<'_>) -> Result<String, LogError>,
    ) -> Result<(String, bool), LogError> {
        let Some(key) = &at.request else {
            return self.commit(at, |commit| work(commit).map(|answer| (answer, false)));
        };
        self.commit(at, |commit| {
            if let Some((before, answer)) = tables::answered(commit.sql, at.actor, &key.0)? {
                return if before == digest { Ok((answer, true)) } else { Err(Problem::conflict("GEN-409").into()) };
            }
            let answer = work(commit)?;
            tables::keep_answer(commit.sql, at.actor, &key.0, digest, &answer, at.now)?;
            Ok((answer, false))
        })
    }

    /// Runs `work` on a consistent snapshot of the views.
    pub fn read<R>(&self, work: impl FnOnce(&mut dyn Sql) -> Result<R, LogError>) -> Result<R, LogError> {
        let mut work = Some(work);
        let mut out = None;
        self.store.read(&mut |sql| {
            if let Some(work) = work.take() {
                out = Some(work(sql)?);
            }
            Ok(())
        })?;
        out.ok_or_else(|| StoreError::Statement("a read ran no work".into()).into())
    }

    /// The state of one stream.
    pub fn state<S: State>(&self, stream: StreamId) -> Result<Stream<S>, LogError> {
        self.read(|sql| Opener { log: self, keys: HashMap::new() }.load(sql, stream))
    }

    /// A stream's facts, in order.
    pub fn stream(&self, stream: StreamId) -> Result<Vec<Recorded>, LogError> {
        self.read(|sql| {
            let stored = tables::of_stream(sql, stream, 0)?;
            Opener { log: self, keys: HashMap::new() }.open_all(sql, stored)
        })
    }

    /// Facts after `position`, in the order of arrival, at most `limit`.
    pub fn after(&self, position: i64, limit: i64) -> Result<Vec<Recorded>, LogError> {
        self.read(|sql| {
            let stored = tables::after(sql, position, limit)?;
            Opener { log: self, keys: HashMap::new() }.open_all(sql, stored)
        })
    }

    /// Deletes every view and builds it again from the facts.
    pub fn rebuild(&self, progress: &mut dyn FnMut(i64, i64)) -> Result<(), LogError> {
        self.build(&self.views, progress)
    }

    fn build_stale_views(&self, progress: &mut dyn FnMut(i64, i64)) -> Result<(), LogError> {
        let stale = self.read(|sql| {
            let mut stale = Vec::new();
            for view in &self.views {
                if tables::view_version(sql, view.name)? != Some(view.version) {
                    stale.push(*view);
                }
            }
            Ok(stale)
        })?;
        if stale.is_empty() { Ok(()) } else { self.build(&stale, progress) }
    }

    fn build(&self, views: &[View], progress: &mut dyn FnMut(i64, i64)) -> Result<(), LogError> {
        const CHUNK: i64 = 5_000;
        let mut last = 0;
        self.store.write(&mut |sql| {
            last = tables::last_position(sql)?;
            for view in views {
                for table in view.drop {
                    sql.script(&format!("DROP TABLE IF EXISTS {table}"))?;
                }
                sql.script(view.tables)?;
                // A version of -1 marks a view that is half built: a crash starts it again.
                tables::keep_view_state(sql, view.name, -1, 0)?;
            }
            Ok(())
        })?;
        let mut opener = Opener { log: self, keys: HashMap::new() };
        let mut position = 0;
        while position < last {
            self.store.write(&mut |sql| {
                let stored = tables::after(sql, position, CHUNK)?;
                position = stored.last().map_or(last, |fact| fact.header.position);
                let wanted = stored.into_iter().filter(|s| views.iter().any(|v| (v.wants)(&s.header.kind))).collect();
                for fact in opener.open_all(sql, wanted)? {
                    for view in views.iter().filter(|view| (view.wants)(fact.kind())) {
                        (view.apply)(sql, &fact)?;
                    }
                }
                opener.keys.clear();
                Ok(())
            })?;
            progress(position, last);
        }
        self.store.write(&mut |sql| {
            for view in views {
                sql.script(view.indexes)?;
                tables::keep_view_state(sql, view.name, view.version, last)?;
            }
            Ok(())
        })?;
        Ok(())
    }

    /// Copies the whole store while others go on working; the copy is encrypted as the store is.
    pub fn copy_to(&self, file: &std::path::Path) -> Result<(), LogError> {
        Ok(self.store.copy_to(file)?)
    }
}

/// Opens sealed bodies, keeping the keys it has already unwrapped.
pub(crate) struct Opener<'a> {
    pub log: &'a Log,
    pub keys: HashMap<SubjectId, Option<Key>>,
}

impl Opener<'_> {
    /// The person's key; `None` when it was erased.
    pub fn key(&mut self, sql: &mut dyn Sql, subject: SubjectId) -> Result<Option<Key>, StoreError> {
        if let Some(known) = self.keys.get(&subject) {
            return Ok(known.clone());
        }
        let sealed = tables::subject_key(sql, subject)?;
        let key = sealed.map(|sealed| self.log.cipher.unwrap(&subject.bytes(), &sealed)).transpose()?;
        self.keys.insert(subject, key.clone());
        Ok(key)
    }

    /// Salt and body of a stored fact; `None` when its person was erased.
    pub fn open(&mut self, sql: &mut dyn Sql, stored: &Stored) -> Result<Option<([u8; 16], Vec<u8>)>, StoreError> {
        let plain = match stored.header.subject {
            None => stored.body.clone(),
            Some(subject) => match self.key(sql, subject)? {
                None => return Ok(None),
                Some(key) => cipher::open(&key, &stored.body, &context(stored.header.at))?,
            },
        };
        let (salt, body) = plain.split_first_chunk::<16>().ok_or_else(|| StoreError::Damaged("a body without salt".into()))?;
        Ok(Some((*salt, body.to_vec())))
    }

    pub fn open_all(&mut self, sql: &mut dyn Sql, stored: Vec<Stored>) -> Result<Vec<Recorded>, LogError> {
        let mut out = Vec::with_capacity(stored.len());
        for fact in stored {
            let body = self.open(sql, &fact)?.map(|(_, body)| body);
            out.push(fact.opened(self.log.zone, body));
        }
        Ok(out)
    }

    /// The fold of a stream, from its snapshot if there is one.
    pub fn load<S: State>(&mut self, sql: &mut dyn Sql, id: StreamId) -> Result<Stream<S>, LogError> {
        let mut stream = Stream { id, seq: 0, state: S::default() };
        if let Some(version) = S::SNAPSHOT
            && let Some((seq, sealed)) = tables::snapshot(sql, id, version)?
            && let Some(state) = S::from_snapshot(&cipher::open(self.log.cipher.file_key(), &sealed, &id.bytes())?)
        {
            stream = Stream { id, seq, state };
        }
        let stored = tables::of_stream(sql, id, stream.seq)?;
        for recorded in self.open_all(sql, stored)? {
            stream.seq = recorded.header.stream_seq;
            match recorded.fact::<S::Fact>()? {
                Some(fact) => stream.state.apply(&fact, &recorded.header),
                None if recorded.body.is_none() => stream.state.erased(&recorded.header),
                None => {}
            }
        }
        Ok(stream)
    }
}

/// What a sealed body is bound to.
pub(crate) fn context(at: crate::FactRef) -> [u8; 24] {
    let mut out = [0; 24];
    let (node, seq) = out.split_at_mut(16);
    node.copy_from_slice(&at.node.bytes());
    seq.copy_from_slice(&at.seq.to_le_bytes());
    out
}

/// A commit in the making.
pub struct Commit<'a> {
    sql: &'a mut dyn Sql,
    log: &'a Log,
    head: Head,
    first: i64,
    keys: HashMap<SubjectId, Option<Key>>,
    seqs: HashMap<StreamId, i64>,
    erasing: bool,
}

impl Commit<'_> {
    /// Loads, decides, appends: as [`Log::execute`], inside this commit.
    pub fn execute<S: State>(
        &mut self,
        streams: &[StreamId],
        at: &At,
        decide: impl FnOnce(&Past<S>) -> Result<Vec<S::Fact>, Problem>,
    ) -> Result<Receipt, LogError> {
        let loaded = streams.iter().map(|id| self.load::<S>(*id)).collect::<Result<Vec<_>, _>>()?;
        let main = loaded.first().map(|s| s.id);
        let facts = decide(&Past::new(loaded))?;
        let Some(main) = main else { return Ok(Receipt { seq: self.head.seq, facts: 0 }) };
        self.record(main, &facts, at)?;
        if S::SNAPSHOT.is_some() {
            for id in streams {
                self.snapshot::<S>(*id)?;
            }
        }
        Ok(Receipt { seq: self.head.seq, facts: facts.len() })
    }

    /// The state of a stream, with what this commit has appended.
    pub fn load<S: State>(&mut self, stream: StreamId) -> Result<Stream<S>, LogError> {
        let mut opener = Opener { log: self.log, keys: std::mem::take(&mut self.keys) };
        let loaded = opener.load::<S>(self.sql, stream);
        self.keys = opener.keys;
        if let Ok(loaded) = &loaded {
            self.seqs.insert(stream, loaded.seq);
        }
        loaded
    }

    /// Appends typed facts.
    pub fn record<F: Facts>(&mut self, main: StreamId, facts: &[F], at: &At) -> Result<(), LogError> {
        for new in new_facts(main, facts)? {
            self.append(&new, at)?;
        }
        Ok(())
    }

    /// Appends one fact and takes it into the views.
    pub fn append(&mut self, new: &NewFact, at: &At) -> Result<Recorded, LogError> {
        let stream_seq = match self.seqs.get(&new.stream) {
            Some(seq) => *seq,
            None => tables::last_stream_seq(self.sql, new.stream)?,
        };
        let next = tables::next(self.head, stream_seq, at.now);
        let mut header = header(new, self.log.zone, self.log.node, next, at);
        let mut salt = [0; 16];
        cipher::fill_random(&mut salt)?;
        let body_hash = body_hash(&salt, &new.body);
        let hash = header.chain(&self.head.hash, &body_hash);
        let plain = [salt.as_slice(), new.body.as_slice()].concat();
        let body = match new.subject {
            None => plain,
            Some(subject) => cipher::seal(&self.subject_key(subject)?, &plain, &context(header.at))?,
        };
        header.position = tables::insert(self.sql, self.log.origin, &header, (&body_hash, &hash), body)?;
        self.head = Head { seq: next.seq, hash, recorded: next.recorded };
        self.seqs.insert(new.stream, next.stream_seq);
        let recorded = Recorded { header, body: Some(new.body.clone()) };
        for view in self.log.views.iter().filter(|view| (view.wants)(recorded.kind())) {
            (view.apply)(self.sql, &recorded)?;
        }
        Ok(recorded)
    }

    fn subject_key(&mut self, subject: SubjectId) -> Result<Key, LogError> {
        let mut opener = Opener { log: self.log, keys: std::mem::take(&mut self.keys) };
        let known = opener.key(self.sql, subject);
        self.keys = opener.keys;
        if let Some(key) = known? {
            return Ok(key);
        }
        if tables::is_erased(self.sql, subject)? {
            return Err(Problem::new("GEN-410", 410).into());
        }
        let key = cipher::random_key()?;
        tables::keep_subject_key(self.sql, subject, self.log.cipher.wrap(&subject.bytes(), &key)?)?;
        self.keys.insert(subject, Some(key.clone()));
        Ok(key)
    }

    /// Destroys a person's key. The facts that say so, and the views' forgetting, are the caller's to append first or after.
    pub fn erase(&mut self, subject: SubjectId, at: &At) -> Result<(), LogError> {
        tables::erase(self.sql, subject, at.now)?;
        self.keys.insert(subject, None);
        self.erasing = true;
        Ok(())
    }

    /// The views, and this commit's changes to them.
    pub fn sql(&mut self) -> &mut dyn Sql {
        self.sql
    }

    /// How many facts it has appended.
    #[must_use]
    pub fn appended(&self) -> i64 {
        self.head.seq - self.first
    }

    fn snapshot<S: State>(&mut self, id: StreamId) -> Result<(), LogError> {
        let Some(version) = S::SNAPSHOT else { return Ok(()) };
        let before = tables::snapshot(self.sql, id, version)?.map_or(0, |(seq, _)| seq);
        if self.seqs.get(&id).copied().unwrap_or(0) - before < SNAPSHOT_EVERY {
            return Ok(());
        }
        let stream = self.load::<S>(id)?;
        if let Some(bytes) = stream.state.to_snapshot() {
            let sealed = cipher::seal(self.log.cipher.file_key(), &bytes, &id.bytes())?;
            tables::keep_snapshot(self.sql, id, stream.seq, version, sealed)?;
        }
        Ok(())
    }

    fn finish(self) -> Result<Option<(Head, bool)>, StoreError> {
        if self.head.seq > self.first {
            let signature = self.log.signer.sign(&self.head.hash).to_bytes();
            tables::sign(self.sql, self.log.origin, self.head.seq, signature)?;
        }
        Ok((self.head.seq > self.first || self.erasing).then_some((self.head, self.erasing)))
    }
}
