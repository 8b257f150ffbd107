//! Walks every page, chain, signature and key of a zone's store and names the first thing that is wrong.

mod chain;
mod fault;

pub use fault::{Bad, Fault};

use crate::{
    Log, LogError, Sql, Store, StoreError, View,
    anchor::Anchor,
    cipher::ZoneCipher,
    keyring::Keyring,
    sqlite::Sqlite,
    tables::{self, Origin},
};
use chain::Chain;
use ed25519_dalek::VerifyingKey;
use kernel::{NodeId, Zone};
use std::path::Path;

/// Facts read at once.
const CHUNK: i64 = 1_000;

/// What a verification found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verdict {
    /// Facts that are as they were recorded, up to the first bad one.
    pub facts: i64,
    /// Commits whose signature holds.
    pub commits: i64,
    /// Facts whose person was erased: their place in the chain holds, their body is gone.
    pub erased: i64,
    /// The first thing that is wrong; `None` when all is well.
    pub first_bad: Option<Bad>,
}

impl Log {
    /// Verifies the whole store while others go on working; `progress` is told facts done and in all.
    pub fn verify(&self, progress: &mut dyn FnMut(i64, i64)) -> Result<Verdict, LogError> {
        let own = (self.node, self.signer.verifying_key());
        let (store, cipher, views) = (self.store.as_ref(), &self.cipher, self.views.as_slice());
        Ok(Walk {
            store,
            cipher,
            own,
            anchored: self.anchor.as_ref().map(Anchor::last),
            views,
            verdict: Verdict::default(),
        }
        .all(progress)?)
    }
}

/// Verifies a store that may not even open. It changes nothing but what SQLite itself recovers, and creates no file.
pub fn verify_file(
    file: &Path,
    anchor: Option<&Path>,
    zone: Zone,
    keyring: &Keyring,
    progress: &mut dyn FnMut(i64, i64),
) -> Result<Verdict, StoreError> {
    let cipher = keyring.zone(zone).ok_or_else(|| StoreError::Io(format!("this node is not enrolled for {zone}")))?;
    let bad = |what| Verdict { first_bad: Some(Bad::whole(what)), ..Verdict::default() };
    let anchored = match anchor {
        Some(path) if path.exists() => {
            Some(Anchor::open(path).map_err(|e| StoreError::Io(format!("the anchor: {e}")))?.last())
        }
        missing => missing.map(|_| None),
    };
    if !file.exists() {
        return Ok(bad(Fault::Missing));
    }
    let store = match Sqlite::open(file, cipher.file_key()) {
        Ok(store) => store,
        Err(StoreError::Damaged(what)) => return Ok(bad(Fault::Closed(what))),
        Err(error) => return Err(error),
    };
    let own = (keyring.node, keyring.signer.verifying_key());
    Walk { store: &store, cipher: &cipher, own, anchored, views: &[], verdict: Verdict::default() }.all(progress)
}

/// A verification under way.
struct Walk<'a> {
    store: &'a dyn Store,
    cipher: &'a ZoneCipher,
    own: (NodeId, VerifyingKey),
    /// What the anchor names, read before the store: that was in the store before it was named.
    anchored: Option<Option<(i64, [u8; 32])>>,
    views: &'a [View],
    verdict: Verdict,
}

/// Why a walk stops: something is bad, or the disk failed.
enum Stop {
    Bad(Box<Bad>),
    Failed(StoreError),
}

impl From<Bad> for Stop {
    fn from(bad: Bad) -> Self {
        Self::Bad(Box::new(bad))
    }
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Damaged(what) => Bad::whole(Fault::Page(what)).into(),
            error => Self::Failed(error),
        }
    }
}

impl Walk<'_> {
    fn all(mut self, progress: &mut dyn FnMut(i64, i64)) -> Result<Verdict, StoreError> {
        match self.walk(progress) {
            Ok(()) => {}
            Err(Stop::Bad(bad)) => self.verdict.first_bad = Some(*bad),
            Err(Stop::Failed(error)) => return Err(error),
        }
        Ok(self.verdict)
    }

    fn walk(&mut self, progress: &mut dyn FnMut(i64, i64)) -> Result<(), Stop> {
        if let Some(what) = self.store.check_pages()?.into_iter().next() {
            return Err(Bad::whole(Fault::Page(what)).into());
        }
        let origins = self.read(|sql| {
            if tables::strays(sql)? > 0 {
                return Err(Bad::whole(Fault::UnknownNode).into());
            }
            if tables::keys_put_back(sql)? > 0 {
                return Err(Bad::whole(Fault::KeyPutBack).into());
            }
            Ok(tables::origins(sql)?)
        })?;
        let in_all = origins.iter().map(|o| o.last).sum();
        self.anchor_holds(&origins)?;
        for origin in &origins {
            let anchored = self.anchored.flatten().filter(|_| origin.node == self.own.0);
            self.chain(origin, anchored, in_all, progress)?;
        }
        // A stream that two nodes write may be here in part: what one of them recorded may be under way.
        if origins.iter().all(|origin| origin.node == self.own.0) {
            self.streams()?;
        }
        self.views()
    }

    /// The own chain reaches as far as was acknowledged.
    fn anchor_holds(&self, origins: &[Origin]) -> Result<(), Stop> {
        let own = origins.iter().find(|origin| origin.node == self.own.0);
        let last = own.map_or(0, |own| own.last);
        let what = match self.anchored {
            None => return Ok(()),
            Some(None) if last == 0 => return Ok(()),
            Some(None) => Fault::AnchorUnreadable,
            Some(Some((acknowledged, _))) if acknowledged > last => Fault::CutOff { last, acknowledged },
            Some(Some(_)) => return Ok(()),
        };
        Err(Bad { node: Some(self.own.0), seq: Some(last), ..Bad::whole(what) }.into())
    }

    fn chain(
        &mut self,
        origin: &Origin,
        anchored: Option<(i64, [u8; 32])>,
        in_all: i64,
        progress: &mut dyn FnMut(i64, i64),
    ) -> Result<(), Stop> {
        let mut chain = Chain::new(origin, self.own, anchored)?;
        while chain.seq < origin.last {
            let (store, cipher, verdict) = (self.store, self.cipher, &mut self.verdict);
            let limit = CHUNK.min(origin.last - chain.seq);
            read(store, |sql| {
                let facts = tables::of_origin(sql, origin.origin, chain.seq, limit)?;
                let last = facts.last().map_or(origin.last, |fact| fact.header.at.seq);
                let signatures = tables::signatures(sql, origin.origin, chain.seq, last)?;
                chain.spans = crate::sync::tables::spans(sql, origin.origin, chain.seq, last)?;
                if facts.is_empty() {
                    return Err(chain.bad(Fault::Gap).into());
                }
                chain.walk(sql, cipher, facts, &signatures, verdict)
            })?;
            progress(self.verdict.facts, in_all);
        }
        Ok(chain.end(origin)?)
    }

    /// The numbers in each stream run from 1 without a gap. Two nodes that were apart may have given the same one.
    fn streams(&self) -> Result<(), Stop> {
        let mut before: (Vec<u8>, i64) = (Vec::new(), 0);
        loop {
            let numbers = self.read(|sql| Ok(tables::stream_numbers(sql, (&before.0, before.1), CHUNK)?))?;
            if numbers.is_empty() {
                return Ok(());
            }
            for (stream, seq) in numbers {
                let last = if stream == before.0 { before.1 } else { 0 };
                if seq != last + 1 && (seq != last || seq == 0) {
                    return Err(Bad { seq: Some(seq), ..Bad::whole(Fault::StreamGap) }.into());
                }
                before = (stream, seq);
            }
        }
    }

    fn views(&self) -> Result<(), Stop> {
        self.read(|sql| {
            let last = tables::last_position(sql)?;
            for view in self.views {
                let state = tables::view_state(sql, view.name)?;
                if state.is_none_or(|(version, position)| version != view.version || position > last) {
                    return Err(Bad::whole(Fault::View(view.name.to_owned())).into());
                }
            }
            Ok(())
        })
    }

    fn read<R>(&self, work: impl FnOnce(&mut dyn Sql) -> Result<R, Stop>) -> Result<R, Stop> {
        read(self.store, work)
    }
}

fn read<R>(store: &dyn Store, work: impl FnOnce(&mut dyn Sql) -> Result<R, Stop>) -> Result<R, Stop> {
    let mut work = Some(work);
    let mut out = None;
    store.read(&mut |sql| {
        out = work.take().map(|work| work(sql));
        Ok(())
    })?;
    out.unwrap_or_else(|| Err(Stop::Failed(StoreError::Statement("a read ran no work".into()))))
}
