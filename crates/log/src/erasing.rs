//! The log's own facts: that somebody was erased, and that another node carried it out.

use crate::{FactRef, Facts, LogError, NewFact};
use kernel::{NodeId, StreamId, SubjectId};
use serde::{Deserialize, Serialize};

/// What the log itself records. It names nobody: a subject is a number whose key is gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum LogFact {
    /// The subject's key was destroyed; every node that reads this destroys its own.
    KeyDestroyed {
        /// Whose.
        subject: SubjectId,
    },
    /// This node has destroyed its key, as that fact says: the receipt of a replica.
    KeyDestroyedHere {
        /// The node that asked for it.
        node: NodeId,
        /// The number of its fact.
        seq: i64,
    },
}

impl Facts for LogFact {
    const SET: &'static str = "log";

    fn subject(&self) -> Option<SubjectId> {
        None
    }
}

impl LogFact {
    /// That a key was destroyed, in the stream of the node that says so.
    pub(crate) fn destroyed(node: NodeId, subject: SubjectId) -> Result<NewFact, LogError> {
        NewFact::of(StreamId(node.0), &Self::KeyDestroyed { subject })
    }

    /// That it was destroyed here too.
    pub(crate) fn done(here: NodeId, of: FactRef) -> Result<NewFact, LogError> {
        NewFact::of(StreamId(here.0), &Self::KeyDestroyedHere { node: of.node, seq: of.seq })
    }

    /// Whose key is to be destroyed.
    pub(crate) fn forgets(&self) -> Option<SubjectId> {
        match self {
            Self::KeyDestroyed { subject } => Some(*subject),
            Self::KeyDestroyedHere { .. } => None,
        }
    }
}
