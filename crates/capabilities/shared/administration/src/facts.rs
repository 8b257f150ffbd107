//! The facts of this capability itself. They name facts and reactions, never people.

use kernel::{NodeId, SubjectId, Text, Zone};
use log::{FactRef, Facts, State};
use serde::{Deserialize, Serialize};

/// What administrators do to the node.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum AdministrationFact {
    /// An administrator wants one more try of what a reaction has passed over.
    TryAgainAsked {
        /// In which zone.
        zone: Zone,
        /// Which reaction.
        reaction: Text<80>,
        /// The node of the fact.
        node: NodeId,
        /// Its number there.
        fact: i64,
    },
}

impl AdministrationFact {
    /// The fact that is to be tried again.
    #[must_use]
    pub fn tried(&self) -> FactRef {
        let Self::TryAgainAsked { node, fact, .. } = self;
        FactRef { node: *node, seq: *fact }
    }
}

impl Facts for AdministrationFact {
    const SET: &'static str = "administration";
    fn subject(&self) -> Option<SubjectId> {
        None
    }
}

/// Nothing is decided on what was asked before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked;

impl State for Asked {
    type Fact = AdministrationFact;
    fn apply(&mut self, _: &AdministrationFact, _: &log::Header) {}
}
