//! What this node takes from others.

use super::{Carried, Frame, SyncError, check::Held, tables as travel};
use crate::{
    At, Commit, Log, LogError, Recorded, Sql, StoreError, cipher, commit::End, erasing::LogFact, opener::context,
    tables,
};
use ed25519_dalek::VerifyingKey;
use kernel::{Problem, SubjectId};

/// What was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Taken {
    /// Facts that were not here before.
    pub facts: i64,
    /// Number of the chain's last fact here.
    pub last: i64,
    /// How far ahead of `now` the clock of the other node was when it recorded the last of them, in milliseconds; negative when behind.
    pub ahead: i64,
    /// How often a view could not take a fact, which is kept and passed over there.
    pub passed_over: i64,
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
        let unsigned = || SyncError::Unsigned { node: frame.node, seq: frame.after.saturating_add(1) };
        let key = VerifyingKey::from_bytes(key).map_err(|_| unsigned())?;
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
        match (written, refused) {
            (Ok(()) | Err(StoreError::Refused(_)), Some(refused)) => return Err(refused),
            (written, _) => written?,
        }
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
        let node = frame.node;
        let origin = match tables::origin_of(sql, node, key.to_bytes()) {
            Err(StoreError::Damaged(_)) => {
                return Err(SyncError::Unsigned { node, seq: frame.after.saturating_add(1) });
            }
            other => other?,
        };
        if let Some(seq) = travel::forked(sql, origin)? {
            return Err(SyncError::Forked { node, seq });
        }
        let head = tables::head(sql, origin)?;
        if node == self.node && frame.last() > head.seq {
            return Err(SyncError::PutBack { have: head.seq, there: frame.last() });
        }
        let checked = match self.check(sql, frame, (origin, head), (key, at.now)) {
            Err(SyncError::Forked { node, seq }) => {
                travel::keep_fork(sql, origin, seq, frame.encode(), at.now)?;
                return Err(SyncError::Forked { node, seq });
            }
            other => other?,
        };
        let mut taken = Taken { last: head.seq, ..Taken::default() };
        if let Some(Held { fact, .. }) = checked.new.last() {
            let recorded = fact.header.recorded;
            travel::see_clock(sql, recorded)?;
            (taken.facts, taken.last) = (frame.last() - head.seq, frame.last());
            taken.ahead = recorded.moment().millis() - at.now.millis();
        } else if checked.late.is_empty() {
            return Ok((taken, None));
        }
        let mut commit = Commit::begin(sql, self, at)?;
        let mut erased = Vec::new();
        for held in &checked.new {
            let recorded = commit.receive(origin, held)?;
            taken.passed_over += commit.show_received(&recorded)?;
            let forgets = recorded.fact::<LogFact>().ok().flatten().and_then(|fact| fact.forgets());
            erased.extend(forgets.map(|subject| (recorded.header.at, subject)));
        }
        for fact in &checked.late {
            if let Some(recorded) = commit.fill(origin, fact)? {
                taken.passed_over += commit.show_received(&recorded)?;
            }
        }
        for signed in checked.signatures {
            tables::sign(commit.sql(), origin, signed.last, signed.signature)?;
            travel::span(commit.sql(), origin, signed)?;
        }
        for (of, subject) in erased {
            if commit.forget(subject)? {
                commit.append(&LogFact::done(self.node, of)?, at)?;
            }
        }
        Ok((taken, Some(commit.finish()?)))
    }
}

impl Commit<'_> {
    /// Records another node's fact as it came, sealed under the keys of this node.
    fn receive(&mut self, origin: i64, held: &Held<'_>) -> Result<Recorded, LogError> {
        let mut header = held.fact.header.clone();
        let plain = held.fact.body.as_ref().ok();
        let sealed = plain.map(|plain| self.sealed(held.fact, plain)).transpose()?.flatten();
        travel::drop_snapshot(self.sql(), header.stream)?;
        let body = plain.filter(|_| sealed.is_some()).and_then(|plain| plain.get(16..)).map(<[u8]>::to_vec);
        // Without a body its place in the chain stands, and no more: the person was erased here, or somebody withholds it.
        let stored = sealed.unwrap_or_default();
        header.position = tables::insert(self.sql(), origin, &header, (&held.body_hash, &held.hash), stored)?;
        Ok(Recorded { header, body })
    }

    /// Puts the body of a fact that is here without it in its place; `None` when its person was erased.
    fn fill(&mut self, origin: i64, fact: &Carried) -> Result<Option<Recorded>, LogError> {
        let Ok(plain) = &fact.body else { return Ok(None) };
        let Some(sealed) = self.sealed(fact, plain)? else { return Ok(None) };
        travel::drop_snapshot(self.sql(), fact.header.stream)?;
        let mut header = fact.header.clone();
        header.position = travel::fill(self.sql(), origin, header.at.seq, sealed)?;
        Ok(Some(Recorded { header, body: plain.get(16..).map(<[u8]>::to_vec) }))
    }

    /// A body as this node keeps it; `None` when its person was erased here.
    fn sealed(&mut self, fact: &Carried, plain: &[u8]) -> Result<Option<Vec<u8>>, LogError> {
        let Some(subject) = fact.header.subject else { return Ok(Some(plain.to_vec())) };
        let key = self.key_unless_erased(subject)?;
        Ok(key.map(|key| cipher::seal(&key, plain, &context(fact.header.at))).transpose()?)
    }

    /// Whether a fact's body is withheld: it is not here, and its person is not erased.
    fn is_withheld(&mut self, recorded: &Recorded) -> Result<bool, StoreError> {
        let subject: Option<SubjectId> = recorded.header.subject.filter(|_| recorded.body.is_none());
        subject.map_or(Ok(false), |subject| Ok(!tables::is_erased(self.sql(), subject)?))
    }

    /// Takes another node's fact into the views. One that cannot take it passes it over: what another wrote must not stop this node.
    fn show_received(&mut self, recorded: &Recorded) -> Result<i64, LogError> {
        if self.is_withheld(recorded)? {
            return Ok(0);
        }
        let mut passed_over = 0;
        for view in self.wanting(recorded.kind())? {
            passed_over += i64::from(!crate::rebuild::take_or_pass_over(self.sql(), &view, recorded)?);
        }
        Ok(passed_over)
    }
}
