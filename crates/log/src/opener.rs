//! Opens sealed bodies and folds streams.

use crate::{
    FactRef, LogError, Recorded, Sql, State, StoreError,
    cipher::{self, Key, ZoneCipher},
    state::Stream,
    tables::{self, Stored},
};
use kernel::{StreamId, SubjectId};
use std::collections::HashMap;

/// Opens bodies, keeping the keys it has already unwrapped. It lives as long as one read or one commit.
pub(crate) struct Opener<'a> {
    cipher: &'a ZoneCipher,
    pub keys: HashMap<SubjectId, Option<Key>>,
}

impl<'a> Opener<'a> {
    pub fn new(cipher: &'a ZoneCipher) -> Self {
        Self { cipher, keys: HashMap::new() }
    }

    /// The person's key; `None` when it was erased, or when there is none yet.
    pub fn key(&mut self, sql: &mut dyn Sql, subject: SubjectId) -> Result<Option<Key>, StoreError> {
        if let Some(known) = self.keys.get(&subject) {
            return Ok(known.clone());
        }
        let sealed = tables::subject_key(sql, subject)?;
        let key = sealed.map(|sealed| self.cipher.unwrap(&subject.bytes(), &sealed)).transpose()?;
        self.keys.insert(subject, key.clone());
        Ok(key)
    }

    /// Salt ‖ body of a stored fact; `None` when its person was erased.
    pub fn plain(&mut self, sql: &mut dyn Sql, stored: &mut Stored) -> Result<Option<Vec<u8>>, StoreError> {
        let sealed = std::mem::take(&mut stored.body);
        // It came from another node without its body: the person was erased there, or here.
        if sealed.is_empty() && stored.header.subject.is_some() {
            return Ok(None);
        }
        let plain = match stored.header.subject {
            None => sealed,
            Some(subject) => match self.key(sql, subject)? {
                None => return Ok(None),
                Some(key) => cipher::open(&key, &sealed, &context(stored.header.at))?,
            },
        };
        if plain.len() < 16 {
            return Err(StoreError::Damaged("a body without salt".into()));
        }
        Ok(Some(plain))
    }

    pub fn open_all(&mut self, sql: &mut dyn Sql, stored: Vec<Stored>) -> Result<Vec<Recorded>, LogError> {
        let mut out = Vec::with_capacity(stored.len());
        for mut fact in stored {
            let body = self.plain(sql, &mut fact)?.map(|mut plain| plain.split_off(16));
            out.push(fact.opened(self.cipher.zone(), body));
        }
        Ok(out)
    }

    /// As [`Opener::open_all`], without facts whose body somebody withholds: what is said of an erased person's fact is not said of them.
    pub fn open_here(&mut self, sql: &mut dyn Sql, stored: Vec<Stored>) -> Result<Vec<Recorded>, LogError> {
        let mut out = Vec::with_capacity(stored.len());
        for fact in self.open_all(sql, stored)? {
            let gone = fact.header.subject.filter(|_| fact.body.is_none());
            if gone.map_or(Ok(true), |subject| tables::is_erased(sql, subject))? {
                out.push(fact);
            }
        }
        Ok(out)
    }

    /// The fold of a stream, from its snapshot if there is one, and the number of the fact at which that was taken.
    pub fn load<S: State>(&mut self, sql: &mut dyn Sql, id: StreamId) -> Result<(Stream<S>, i64), LogError> {
        let mut stream = Stream { id, seq: 0, state: S::default() };
        if let Some(version) = S::SNAPSHOT
            && let Some((seq, sealed)) = tables::snapshot(sql, id, version)?
            && let Some(state) = S::from_snapshot(&cipher::open(self.cipher.file_key(), &sealed, &id.bytes())?)
        {
            stream = Stream { id, seq, state };
        }
        let taken = stream.seq;
        let stored = tables::of_stream(sql, id, stream.seq)?;
        for recorded in self.open_here(sql, stored)? {
            stream.seq = recorded.header.stream_seq;
            match recorded.fact::<S::Fact>()? {
                Some(fact) => stream.state.apply(&fact, &recorded.header),
                None if recorded.body.is_none() => stream.state.erased(&recorded.header),
                None => {}
            }
        }
        Ok((stream, taken))
    }
}

/// What a sealed body is bound to: its node and number.
pub(crate) fn context(at: FactRef) -> [u8; 24] {
    let mut out = [0; 24];
    let (node, seq) = out.split_at_mut(16);
    node.copy_from_slice(&at.node.bytes());
    seq.copy_from_slice(&at.seq.to_le_bytes());
    out
}
