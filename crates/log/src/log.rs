//! One zone's log: load, decide, append, project, commit.

use crate::{
    At, Commit, ErasedList, LogError, Past, Recorded, Sql, State, Store, StoreError, View, anchor::Anchor,
    cipher::ZoneCipher, commit::End, keyring::Keyring, opener::Opener, state::Stream, tables,
};
use ed25519_dalek::SigningKey;
use kernel::{Moment, NodeId, Problem, StreamId, Zone};
use serde::{Deserialize, Serialize};
use std::sync::atomic::{AtomicBool, Ordering};

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
    erasures: Option<ErasedList>,
    /// An erased person's key still lies in the write-ahead log.
    compact_due: AtomicBool,
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
        let cipher =
            keyring.zone(zone).ok_or_else(|| StoreError::Io(format!("this node is not enrolled for {zone}")))?;
        let signer = keyring.signer.clone();
        let mut origin = 0;
        let mut head = None;
        store.write(&mut |sql| {
            origin = tables::origin_of(sql, keyring.node, signer.verifying_key().to_bytes())?;
            head = Some(tables::head(sql, origin)?);
            Ok(())
        })?;
        if let (Some(anchor), Some(head)) = (&anchor, head) {
            if let Some((acknowledged, _)) = anchor.last().filter(|(acknowledged, _)| *acknowledged > head.seq) {
                return Err(StoreError::CutOff { last: head.seq, acknowledged }.into());
            }
            anchor.begin(head.seq, &head.hash);
        }
        let (erasures, compact_due) = (None, AtomicBool::new(false));
        let log =
            Self { zone, node: keyring.node, store, cipher, signer, views, anchor, origin, erasures, compact_due };
        // A crash between an erasure and its cleaning; a reader in another process puts it off to a later commit.
        log.compact_due.store(log.store.compact().is_err(), Ordering::Relaxed);
        log.build_stale_views(progress)?;
        Ok(log)
    }

    /// The same log, which also writes each erasure to `list`, so that a person does not come back with an old backup.
    /// Erasures that a crash kept from the list are added now.
    pub fn listing_erasures(mut self, list: ErasedList) -> Result<Self, LogError> {
        let erased = self.read(|sql| Ok(tables::erased(sql)?))?;
        let known = list.read()?.of(self.zone);
        let missing: Vec<_> = erased.into_iter().filter(|(subject, _)| !known.contains_key(subject)).collect();
        list.append(self.zone, &missing)?;
        self.erasures = Some(list);
        Ok(self)
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

    /// This node's public key, with which others check what it signed.
    #[must_use]
    pub fn verifying_key(&self) -> [u8; 32] {
        self.signer.verifying_key().to_bytes()
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
            let mut commit = Commit::begin(sql, self, at)?;
            if let Some(work) = work.take() {
                out = Some(work(&mut commit)?);
            }
            end = Some(commit.finish()?);
            Ok(())
        })?;
        if let Some(end) = end {
            self.after_commit(&end);
        }
        out.ok_or_else(|| StoreError::Statement("a commit ran no work".into()).into())
    }

    /// What follows a commit. The facts are recorded: a failure here costs a check or a delay and must not look like a
    /// refusal, or the caller would repeat what is done.
    pub(crate) fn after_commit(&self, end: &End) {
        if let Some(anchor) = &self.anchor
            && end.appended
        {
            anchor.keep(end.head.seq, &end.head.hash);
        }
        if !end.erased.is_empty() {
            self.compact_due.store(true, Ordering::Relaxed);
            if let Some(Err(error)) = self.erasures.as_ref().map(|list| list.append(self.zone, &end.erased)) {
                tracing::error!(zone = self.zone.name(), %error, "an erasure is not in the list yet; the next start adds it");
            }
        }
        // A long reader (a backup) keeps the old pages: try again now and then, not at every commit.
        let again = end.head.seq % 64 == 0 && self.compact_due.load(Ordering::Relaxed);
        if !end.erased.is_empty() || again {
            match self.store.compact() {
                Ok(()) => self.compact_due.store(false, Ordering::Relaxed),
                Err(error) => {
                    tracing::warn!(zone = self.zone.name(), %error, "old pages are overwritten at a later commit")
                }
            }
        }
    }

    /// Like [`Log::commit`], but the same request is carried out once: a repetition gets the first answer, and the same key
    /// with another content is refused (GEN-409). The flag says whether it was a repetition. The answer is kept and erased
    /// with nobody: ids and numbers only.
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
            if let Some((before, answer)) = tables::answered(commit.sql(), at.actor, &key.0)? {
                return if before == digest { Ok((answer, true)) } else { Err(Problem::conflict("GEN-409").into()) };
            }
            let answer = work(commit)?;
            tables::keep_answer(commit.sql(), at.actor, &key.0, digest, &answer, at.now)?;
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
        self.read(|sql| Ok(Opener::new(&self.cipher).load(sql, stream)?.0))
    }

    /// A stream's facts, in order.
    pub fn stream(&self, stream: StreamId) -> Result<Vec<Recorded>, LogError> {
        self.read(|sql| {
            let stored = tables::of_stream(sql, stream, 0)?;
            Opener::new(&self.cipher).open_all(sql, stored)
        })
    }

    /// Facts after `position`, in the order of arrival, at most `limit`.
    pub fn after(&self, position: i64, limit: i64) -> Result<Vec<Recorded>, LogError> {
        self.read(|sql| {
            let stored = tables::after(sql, position, limit)?;
            Opener::new(&self.cipher).open_all(sql, stored)
        })
    }

    /// Forgets the answers to requests before `before`; a repetition of one of them would be carried out again.
    pub fn forget_requests(&self, before: Moment) -> Result<(), LogError> {
        Ok(self.store.write(&mut |sql| tables::forget_answers(sql, before))?)
    }

    /// Copies the whole store while others go on working; the copy is encrypted as the store is.
    pub fn copy_to(&self, file: &std::path::Path) -> Result<(), LogError> {
        Ok(self.store.copy_to(file)?)
    }
}
