//! A commit in the making: facts appended, their views changed, one signature at its end; all or none.

use crate::{
    At, Facts, Log, LogError, NewFact, Past, Receipt, Recorded, Sql, State, StoreError, View,
    cipher::{self, Key},
    erasing::LogFact,
    fact::{body_hash, header, new_facts},
    opener::{Opener, context},
    state::Stream,
    tables::{self, Head},
};
use ed25519_dalek::Signer;
use kernel::{Moment, Problem, StreamId, SubjectId};
use std::collections::HashMap;

/// Facts between two snapshots of a stream.
const SNAPSHOT_EVERY: i64 = 200;

/// A commit in the making.
pub struct Commit<'a> {
    sql: &'a mut dyn Sql,
    log: &'a Log,
    opener: Opener<'a>,
    head: Head,
    first: i64,
    now: Moment,
    /// The views to change, once they have been looked up.
    views: Option<Vec<View>>,
    seqs: HashMap<StreamId, i64>,
    erased: Vec<SubjectId>,
    /// A statement failed after others had been carried out: nothing of this commit may be kept.
    broken: bool,
}

/// What a commit did to the log.
pub(crate) struct End {
    pub head: Head,
    pub appended: bool,
    pub erased: Vec<(SubjectId, Moment)>,
}

impl<'a> Commit<'a> {
    pub(crate) fn begin(sql: &'a mut dyn Sql, log: &'a Log, at: &At) -> Result<Self, StoreError> {
        let mut head = tables::head(sql, log.origin)?;
        // What is recorded here comes after everything that is known here, even where another node's clock is ahead.
        head.recorded = head.recorded.max(crate::sync::tables::clock(sql)?);
        let (opener, seqs, erased) = (Opener::new(&log.cipher), HashMap::new(), Vec::new());
        Ok(Self { sql, log, opener, head, first: head.seq, now: at.now, views: None, seqs, erased, broken: false })
    }

    /// Loads, decides, appends: as [`Log::execute`], inside this commit.
    pub fn execute<S: State>(
        &mut self,
        streams: &[StreamId],
        at: &At,
        decide: impl FnOnce(&Past<S>) -> Result<Vec<S::Fact>, Problem>,
    ) -> Result<Receipt, LogError> {
        let mut loaded = Vec::with_capacity(streams.len());
        let mut taken = Vec::with_capacity(streams.len());
        for id in streams {
            let (stream, at_snapshot) = self.opener.load::<S>(self.sql, *id)?;
            self.seqs.insert(*id, stream.seq);
            loaded.push(stream);
            taken.push((*id, at_snapshot));
        }
        let main = loaded.first().map(|s| s.id);
        let facts = decide(&Past::new(loaded))?;
        let Some(main) = main else {
            let none = Receipt { seq: self.head.seq, facts: 0 };
            return if facts.is_empty() { Ok(none) } else { Err(statement("facts were decided on no stream")) };
        };
        self.record(main, &facts, at)?;
        if let Some(version) = S::SNAPSHOT {
            for (id, at_snapshot) in taken {
                self.snapshot::<S>(id, at_snapshot, version)?;
            }
        }
        Ok(Receipt { seq: self.head.seq, facts: facts.len() })
    }

    /// The state of a stream, with what this commit has appended.
    pub fn load<S: State>(&mut self, stream: StreamId) -> Result<Stream<S>, LogError> {
        let (loaded, _) = self.opener.load::<S>(self.sql, stream)?;
        self.seqs.insert(stream, loaded.seq);
        Ok(loaded)
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
        let appended = self.append_to_views(new, at);
        self.broken |= appended.is_err();
        appended
    }

    fn append_to_views(&mut self, new: &NewFact, at: &At) -> Result<Recorded, LogError> {
        let stream_seq = match self.seqs.get(&new.stream) {
            Some(seq) => *seq,
            None => tables::last_stream_seq(self.sql, new.stream)?,
        };
        let next = tables::next(self.head, stream_seq, at.now);
        let mut header = header(new, self.log.zone, self.log.node, next, at);
        let mut plain = Vec::with_capacity(16 + new.body.len());
        let mut salt = [0; 16];
        cipher::fill_random(&mut salt)?;
        plain.extend_from_slice(&salt);
        plain.extend_from_slice(&new.body);
        let body_hash = body_hash(&plain);
        let hash = header.chain(&self.head.hash, &body_hash);
        let body = match new.subject {
            None => plain,
            Some(subject) => cipher::seal(&self.subject_key(subject)?, &plain, &context(header.at))?,
        };
        header.position = tables::insert(self.sql, self.log.origin, &header, (&body_hash, &hash), body)?;
        self.head = Head { seq: next.seq, hash, recorded: next.recorded };
        self.seqs.insert(new.stream, next.stream_seq);
        let recorded = Recorded { header, body: Some(new.body.clone()) };
        self.show(&recorded)?;
        Ok(recorded)
    }

    /// Takes a recorded fact into the views.
    fn show(&mut self, recorded: &Recorded) -> Result<(), LogError> {
        for view in self.wanting(recorded.kind())? {
            (view.apply)(self.sql, recorded)?;
        }
        Ok(())
    }

    /// The views that are built and want facts of this kind.
    pub(crate) fn wanting(&mut self, kind: &str) -> Result<Vec<View>, StoreError> {
        if self.views.is_none() {
            self.views = Some(self.built_views()?);
        }
        Ok(self.views.iter().flatten().filter(|view| (view.wants)(kind)).copied().collect())
    }

    /// The views that are built to the end of the log. One that is being built is left to its builder. One that this
    /// program does not know, or knows in another version, falls behind now: it is marked, and built when it is opened.
    fn built_views(&mut self) -> Result<Vec<View>, StoreError> {
        let mut built = Vec::with_capacity(self.log.views.len());
        for (name, version) in tables::view_versions(self.sql)? {
            match self.log.views.iter().find(|view| view.name == name) {
                Some(view) if view.version == version => built.push(*view),
                _ if version <= crate::rebuild::UNBUILT => {}
                _ => tables::keep_view_state(self.sql, &name, crate::rebuild::UNBUILT, 0)?,
            }
        }
        Ok(built)
    }

    fn subject_key(&mut self, subject: SubjectId) -> Result<Key, LogError> {
        Ok(self.key_unless_erased(subject)?.ok_or_else(|| Problem::new("GEN-410", 410))?)
    }

    /// The person's key, a new one when there was none; `None` when it was destroyed.
    pub(crate) fn key_unless_erased(&mut self, subject: SubjectId) -> Result<Option<Key>, LogError> {
        if let Some(key) = self.opener.key(self.sql, subject)? {
            return Ok(Some(key));
        }
        if tables::is_erased(self.sql, subject)? {
            return Ok(None);
        }
        let key = cipher::random_key()?;
        tables::keep_subject_key(self.sql, subject, self.log.cipher.wrap(&subject.bytes(), &key)?)?;
        self.opener.keys.insert(subject, Some(key.clone()));
        Ok(Some(key))
    }

    /// Destroys a person's key, here and, by a fact that says so, at every node that gets this chain. The capability's own facts, and
    /// the views' forgetting, are the caller's to append first or after.
    pub fn erase(&mut self, subject: SubjectId, at: &At) -> Result<(), LogError> {
        self.append(&LogFact::destroyed(self.log.node, subject)?, at)?;
        self.forget(subject)?;
        Ok(())
    }

    /// Destroys a person's key here; whether there was one.
    pub(crate) fn forget(&mut self, subject: SubjectId) -> Result<bool, LogError> {
        let had = tables::subject_key(self.sql, subject)?.is_some();
        let erased = tables::erase(self.sql, subject, self.now);
        self.broken |= erased.is_err();
        self.opener.keys.insert(subject, None);
        self.erased.push(subject);
        erased?;
        Ok(had)
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

    /// Number of the last fact in the node's chain, those of this commit included.
    #[must_use]
    pub fn head_seq(&self) -> i64 {
        self.head.seq
    }

    fn snapshot<S: State>(&mut self, id: StreamId, taken: i64, version: u16) -> Result<(), LogError> {
        // An erasure in this commit has dropped the snapshots, so that loading folds the stream without that person.
        if self.seqs.get(&id).copied().unwrap_or(0) - taken < SNAPSHOT_EVERY {
            return Ok(());
        }
        let stream = self.load::<S>(id)?;
        if let Some(bytes) = stream.state.to_snapshot() {
            let sealed = cipher::seal(self.log.cipher.file_key(), &bytes, &id.bytes())?;
            tables::keep_snapshot(self.sql, id, stream.seq, version, sealed)?;
        }
        Ok(())
    }

    pub(crate) fn finish(self) -> Result<End, StoreError> {
        if self.broken {
            return Err(StoreError::Statement("a commit was to be kept after one of its facts had failed".into()));
        }
        let appended = self.head.seq > self.first;
        if appended {
            let message = signed_message(self.first, self.head.seq, &self.head.hash);
            let signature = self.log.signer.sign(&message).to_bytes();
            tables::sign(self.sql, self.log.origin, self.head.seq, signature)?;
        }
        let erased = self.erased.iter().map(|subject| (*subject, self.now)).collect();
        Ok(End { head: self.head, appended, erased })
    }
}

/// What a commit signs: where it begins, where it ends and the hash of its last fact. Because it names its beginning, a
/// signature in the middle cannot be taken out without the next one failing.
pub(crate) fn signed_message(after: i64, last: i64, hash: &[u8; 32]) -> Vec<u8> {
    [b"manara commit v1".as_slice(), &after.to_le_bytes(), &last.to_le_bytes(), hash].concat()
}

fn statement(what: &str) -> LogError {
    StoreError::Statement(what.into()).into()
}
