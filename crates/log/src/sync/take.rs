//! What this node takes from others.

use super::{Carried, Frame, Signed, SyncError};
use crate::{
    At, Commit, Log, LogError, Recorded, Sql, StoreError, cipher,
    commit::{End, signed_message},
    erasing::LogFact,
    fact::body_hash,
    opener::context,
    tables::{self, Head},
};
use ed25519_dalek::{Signature, VerifyingKey};
use kernel::{Problem, StreamId, SubjectId};
use serde::{Deserialize, Serialize};

/// What was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Taken {
    /// Facts that were not here before.
    pub facts: i64,
    /// Number of the chain's last fact here.
    pub last: i64,
    /// How far ahead of `now` the clock of the other node was when it recorded the last of them, in milliseconds; negative when behind.
    pub ahead: i64,
}

/// A frame whose chain and signatures hold.
struct Checked<'f> {
    /// Each fact that is new here, with the hash of its body and its own.
    new: Vec<(&'f Carried, [u8; 32], [u8; 32])>,
    signatures: Vec<&'f Signed>,
}

impl Log {
    /// Takes a frame of another node's chain: every hash and signature is checked, and then facts, views and keys change in one
    /// transaction. Taking it again takes nothing. `key` is that node's public key, as the realm's certificate says.
    ///
    /// # Errors
    /// As [`SyncError`] says; nothing is taken then.
    pub fn take(&self, frame: &Frame, key: &[u8; 32], at: &At) -> Result<Taken, SyncError> {
        if frame.zone != self.zone {
            return Err(SyncError::Zone);
        }
        let key = VerifyingKey::from_bytes(key);
        let key = key.map_err(|_| SyncError::Unsigned { node: frame.node, seq: frame.after + 1 })?;
        let (mut end, mut refused, mut taken) = (None, None, Taken::default());
        let written = self.store.write(&mut |sql| match self.take_into(sql, frame, &key, at) {
            Ok(done) => {
                (taken, end) = done;
                Ok(())
            }
            Err(SyncError::Log(error)) => Err(error.into()),
            Err(error) => {
                // Nothing of what is refused stays, but for the proof of a fork.
                let stays = matches!(error, SyncError::Forked { .. });
                let problem = refused.insert(error);
                if stays { Ok(()) } else { Err(Problem::new(problem.code(), 409).into()) }
            }
        });
        if let Some(refused) = refused {
            return Err(refused);
        }
        written?;
        if let Some(end) = end {
            self.after_commit(&end);
        }
        Ok(taken)
    }

    fn take_into(
        &self,
        sql: &mut dyn Sql,
        frame: &Frame,
        key: &VerifyingKey,
        at: &At,
    ) -> Result<(Taken, Option<End>), SyncError> {
        let own = frame.node == self.node;
        let origin = match tables::origin_of(sql, frame.node, key.to_bytes()) {
            Err(StoreError::Damaged(_)) => return Err(SyncError::Unsigned { node: frame.node, seq: frame.after + 1 }),
            other => other?,
        };
        if let Some(seq) = super::tables::forked(sql, origin)? {
            return Err(SyncError::Forked { node: frame.node, seq });
        }
        let head = tables::head(sql, origin)?;
        let checked = match self.check(sql, frame, (origin, head), key) {
            Err(SyncError::Forked { node, seq }) => {
                super::tables::keep_fork(sql, origin, seq, frame.encode(), at.now)?;
                return Err(SyncError::Forked { node, seq });
            }
            other => other?,
        };
        if own && !checked.new.is_empty() {
            return Err(SyncError::PutBack { have: head.seq, there: frame.last() });
        }
        let Some((last, ..)) = checked.new.last() else {
            return Ok((Taken { last: head.seq, ..Taken::default() }, None));
        };
        let recorded = last.header.recorded;
        let ahead = recorded.moment().millis() - at.now.millis();
        let taken = Taken { facts: frame.last() - head.seq, last: frame.last(), ahead };
        super::tables::see_clock(sql, recorded)?;
        let mut commit = Commit::begin(sql, self, at)?;
        let mut erased = Vec::new();
        for (fact, body_hash, hash) in checked.new {
            if let Some(subject) = commit.receive(origin, fact, (&body_hash, &hash))? {
                erased.push((fact.header.at, subject));
            }
        }
        for signed in checked.signatures {
            tables::sign(commit.sql(), origin, signed.last, signed.signature)?;
            super::tables::span(commit.sql(), origin, signed)?;
        }
        for (of, subject) in erased {
            if commit.forget(subject)? {
                commit.append(&LogFact::done(self.node, of)?, at)?;
            }
        }
        Ok((taken, Some(commit.finish()?)))
    }

    /// Walks a frame from a fact that is here.
    fn check<'f>(
        &self,
        sql: &mut dyn Sql,
        frame: &'f Frame,
        (origin, head): (i64, Head),
        key: &VerifyingKey,
    ) -> Result<Checked<'f>, SyncError> {
        let node = frame.node;
        if frame.after > head.seq {
            return Err(SyncError::Gap { node, have: head.seq });
        }
        let mut hash =
            super::tables::hash_at(sql, origin, frame.after)?.ok_or(SyncError::Gap { node, have: head.seq })?;
        let mut signatures = frame.signatures.iter().peekable();
        let (mut covered, mut new, mut kept) = (frame.after, Vec::new(), Vec::new());
        let mut forked = None;
        for (fact, seq) in frame.facts.iter().zip(frame.after + 1..) {
            let unsigned = || SyncError::Unsigned { node, seq };
            let header = &fact.header;
            if header.at.node != node || header.at.seq != seq || header.zone != self.zone {
                return Err(unsigned());
            }
            let of_body = fact.body.as_ref().map_or_else(|hash| *hash, |plain| body_hash(plain));
            hash = header.chain(&hash, &of_body);
            if seq <= head.seq {
                if forked.is_none() && super::tables::hash_at(sql, origin, seq)? != Some(hash) {
                    forked = Some(seq);
                }
            } else {
                new.push((fact, of_body, hash));
            }
            while let Some(signed) = signatures.next_if(|signed| signed.last == seq) {
                let signature = Signature::from_bytes(&signed.signature);
                let message = signed_message(signed.after, seq, &hash);
                let joins = signed.after <= covered && signed.after >= frame.after;
                if !joins || key.verify_strict(&message, &signature).is_err() {
                    return Err(unsigned());
                }
                covered = seq;
                if seq > head.seq {
                    kept.push(signed);
                }
            }
        }
        if covered != frame.last() || signatures.next().is_some() {
            return Err(SyncError::Unsigned { node, seq: covered + 1 });
        }
        // Only what the node has signed accuses it.
        match forked {
            Some(seq) => Err(SyncError::Forked { node, seq }),
            None => Ok(Checked { new, signatures: kept }),
        }
    }
}

impl Commit<'_> {
    /// Records another node's fact as it came, sealed under the keys of this node; the person whom it says to forget.
    fn receive(
        &mut self,
        origin: i64,
        fact: &Carried,
        hashes: (&[u8; 32], &[u8; 32]),
    ) -> Result<Option<SubjectId>, LogError> {
        let mut header = fact.header.clone();
        let key = match (header.subject, &fact.body) {
            (Some(subject), Ok(_)) => self.key_unless_erased(subject)?,
            _ => None,
        };
        let (stored, plain) = match (&fact.body, header.subject, key) {
            (Ok(plain), None, _) => (plain.clone(), Some(plain)),
            (Ok(plain), Some(_), Some(key)) => (cipher::seal(&key, plain, &context(header.at))?, Some(plain)),
            // Erased here, or there: its place in the chain stands, and no more.
            _ => (Vec::new(), None),
        };
        self.drop_snapshot(header.stream)?;
        header.position = tables::insert(self.sql(), origin, &header, hashes, stored)?;
        let body = plain.and_then(|plain| plain.get(16..)).map(<[u8]>::to_vec);
        let recorded = Recorded { header, body };
        let forgets = recorded.fact::<LogFact>()?.and_then(|fact| fact.forgets());
        self.show(&recorded)?;
        Ok(forgets)
    }

    fn drop_snapshot(&mut self, stream: StreamId) -> Result<(), StoreError> {
        super::tables::drop_snapshot(self.sql(), stream)
    }
}
