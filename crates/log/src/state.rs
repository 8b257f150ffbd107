//! The state of a thing: the fold of its facts. `decide` sees it as [`Past`].

use crate::{Facts, Header};
use kernel::StreamId;

/// A state that facts of one set build up.
pub trait State: Default {
    /// The facts that change it.
    type Fact: Facts;

    /// This state after `fact`.
    fn apply(&mut self, fact: &Self::Fact, header: &Header);

    /// A fact of the stream whose person was erased. Most states forget them.
    fn erased(&mut self, _header: &Header) {}

    /// Snapshots: `Some(version)` keeps the state of long streams as bytes, so that not every fact is folded again.
    /// Raise the version when the state or its fold changes.
    const SNAPSHOT: Option<u16> = None;

    /// The state as bytes for a snapshot. Only called where `SNAPSHOT` is set.
    fn to_snapshot(&self) -> Option<Vec<u8>> {
        None
    }

    /// The state from a snapshot's bytes.
    fn from_snapshot(_bytes: &[u8]) -> Option<Self> {
        None
    }
}

/// One stream's past: its state, and how many facts made it.
#[derive(Debug, Clone)]
pub struct Stream<S> {
    /// Which stream.
    pub id: StreamId,
    /// Number of its last fact; 0 when it has none.
    pub seq: i64,
    /// The fold of its facts.
    pub state: S,
}

/// The past that a decision sees: the command's streams in the order the command names them.
#[derive(Debug, Clone)]
pub struct Past<S> {
    streams: Vec<Stream<S>>,
    empty: S,
}

impl<S: State> Past<S> {
    /// The past of these streams.
    #[must_use]
    pub fn new(streams: Vec<Stream<S>>) -> Self {
        Self { streams, empty: S::default() }
    }

    /// A past for tests: given these facts, in one stream.
    #[must_use]
    pub fn given(id: StreamId, facts: &[S::Fact]) -> Self {
        let mut past = Self::new(vec![]);
        past.and_given(id, facts);
        past
    }

    /// A further stream for tests.
    pub fn and_given(&mut self, id: StreamId, facts: &[S::Fact]) -> &mut Self {
        let mut state = S::default();
        for fact in facts {
            state.apply(fact, &example_header(id));
        }
        let seq = i64::try_from(facts.len()).unwrap_or(i64::MAX);
        self.streams.push(Stream { id, seq, state });
        self
    }

    /// The state of the command's first stream.
    #[must_use]
    pub fn main(&self) -> &S {
        self.streams.first().map_or(&self.empty, |s| &s.state)
    }

    /// The state of a stream that the command named; the empty state for any other.
    #[must_use]
    pub fn of(&self, id: impl Into<StreamId>) -> &S {
        let id = id.into();
        self.streams.iter().find(|s| s.id == id).map_or(&self.empty, |s| &s.state)
    }

    /// Whether the first stream has any fact.
    #[must_use]
    pub fn exists(&self) -> bool {
        self.streams.first().is_some_and(|s| s.seq > 0)
    }

    /// The streams, in order.
    #[must_use]
    pub fn streams(&self) -> &[Stream<S>] {
        &self.streams
    }
}

fn example_header(stream: StreamId) -> Header {
    let at = crate::At::example();
    Header {
        position: 1,
        at: crate::FactRef { node: kernel::NodeId(stream.0), seq: 1 },
        zone: kernel::Zone::Shared,
        stream,
        stream_seq: 1,
        kind: String::new(),
        version: 1,
        subject: None,
        actor: at.actor,
        purpose: at.purpose,
        happened_from: at.now,
        happened_to: at.now,
        recorded: crate::clock::Hlc::default().next(at.now),
        caused_by: None,
    }
}
