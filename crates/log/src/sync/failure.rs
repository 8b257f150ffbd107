//! Why a frame is not taken.

use crate::{LogError, StoreError};
use kernel::{NodeId, Problem};
use std::fmt;

/// Why a frame is not taken. Nothing of it is recorded but the proof of a fork.
#[derive(Debug)]
pub enum SyncError {
    /// The bytes are no frame, or not a whole one.
    Torn,
    /// A later program made it.
    Later(u8),
    /// It is of another zone than this log.
    Zone,
    /// The chain here ends before the frame begins: ask again from `have`.
    Gap {
        /// Whose chain.
        node: NodeId,
        /// The last number here.
        have: i64,
    },
    /// A fact was altered, or was not signed by the node whose chain it says to continue.
    Unsigned {
        /// Whose chain.
        node: NodeId,
        /// The fact at which it shows.
        seq: i64,
    },
    /// The node signed two histories. The frame is kept as proof.
    Forked {
        /// Whose chain.
        node: NodeId,
        /// A fact of which there are two.
        seq: i64,
    },
    /// Others hold facts that this node once signed and has no more: it was put back to an older state.
    PutBack {
        /// The last number here.
        have: i64,
        /// The last number there.
        there: i64,
    },
    /// The node's clock is more than a month ahead of this one's: one of the two is wrong.
    Clock {
        /// Whose clock.
        node: NodeId,
        /// By how many milliseconds.
        ahead: i64,
    },
    /// The log failed, and nothing was taken.
    Log(LogError),
}

impl From<LogError> for SyncError {
    fn from(error: LogError) -> Self {
        Self::Log(error)
    }
}

impl From<StoreError> for SyncError {
    fn from(error: StoreError) -> Self {
        Self::Log(error.into())
    }
}

impl SyncError {
    /// Its code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Torn => "SYN-001",
            Self::Later(_) => "SYN-002",
            Self::Zone => "SYN-003",
            Self::Gap { .. } => "SYN-004",
            Self::Unsigned { .. } => "SYN-005",
            Self::Forked { .. } => "SYN-006",
            Self::PutBack { .. } => "SYN-007",
            Self::Clock { .. } => "SYN-008",
            Self::Log(_) => "STO-005",
        }
    }
}

impl From<SyncError> for Problem {
    fn from(error: SyncError) -> Self {
        let problem = Problem::new(error.code(), 409);
        match error {
            SyncError::Torn | SyncError::Zone | SyncError::Later(_) => problem,
            SyncError::Gap { node, have } => problem.with("node", node.to_string()).with("have", have),
            SyncError::Unsigned { node, seq } | SyncError::Forked { node, seq } => {
                problem.with("node", node.to_string()).with("fact", seq)
            }
            SyncError::Clock { node, ahead } => problem.with("node", node.to_string()).with("days", ahead / 86_400_000),
            SyncError::PutBack { have, there } => problem.with("have", have).with("there", there),
            SyncError::Log(error) => error.into(),
        }
    }
}

impl fmt::Display for SyncError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Torn => f.write_str("SYN-001 these bytes are no frame of facts, or a part is missing"),
            Self::Later(version) => {
                write!(f, "SYN-002 a later program wrote this (format {version}): bring this node up to date")
            }
            Self::Zone => f.write_str("SYN-003 the facts are of another zone"),
            Self::Gap { node, have } => write!(f, "SYN-004 facts of node {node} after {have} are missing before these"),
            Self::Unsigned { node, seq } => {
                write!(
                    f,
                    "SYN-005 fact {seq} of node {node} was altered, or that node did not sign it: nothing was taken"
                )
            }
            Self::Forked { node, seq } => write!(
                f,
                "SYN-006 node {node} signed two different facts {seq}: its store was copied or put back. Both are kept as proof; \
                 nothing more of it is taken until it is enrolled anew"
            ),
            Self::PutBack { have, there } => write!(
                f,
                "SYN-007 this node ends at fact {have}, but others hold its facts up to {there}: it was put back to an older \
                 state. Restore a newer backup before anybody records more"
            ),
            Self::Clock { node, ahead } => write!(
                f,
                "SYN-008 the clock of node {node} is {} days ahead of this one: set whichever is wrong, then try again",
                ahead / 86_400_000
            ),
            Self::Log(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for SyncError {}
