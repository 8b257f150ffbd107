//! What this capability records. No fact holds a person: a site is measured, and an action names a post or an organisation.

use crate::record_measurement::Method;
use kernel::{Date, FactId, SiteId, StreamId, SubjectId, Text};
use log::Facts;
use provision::Phase;
use serde::{Deserialize, Serialize};

/// A fact of this capability.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum Fact {
    /// Somebody measured what a site has. Earlier measurements stay as they are.
    SiteMeasured {
        /// Where.
        site: SiteId,
        /// What, by its code.
        item: Text<20>,
        /// How many.
        count: u32,
        /// Of how much each.
        each: u32,
        /// Of the count, for women and girls.
        women: Option<u32>,
        /// Of the count, for men and boys.
        men: Option<u32>,
        /// On which day.
        on: Date,
        /// How.
        method: Method,
        /// By whom: a team or an organisation.
        by: Option<Text<80>>,
        /// What should be known about it.
        note: Option<Text<200>>,
    },
    /// A site is in another phase from now on.
    PhaseDeclared {
        /// Which.
        site: SiteId,
        /// The phase.
        phase: Phase,
    },
    /// Somebody will do something about a gap.
    ActionPlanned {
        /// The action.
        action: FactId,
        /// Where.
        site: SiteId,
        /// The norm, by its code.
        norm: Text<20>,
        /// What will be done.
        what: Text<200>,
        /// Who does it: a team or an organisation.
        who: Text<80>,
        /// Until when.
        due: Date,
    },
    /// It was done.
    ActionFinished {
        /// The action.
        action: FactId,
        /// What came of it.
        note: Option<Text<200>>,
    },
    /// It will not be done.
    ActionCancelled {
        /// The action.
        action: FactId,
        /// Why not.
        why: Text<200>,
    },
}

impl Facts for Fact {
    const SET: &'static str = "norms";

    fn subject(&self) -> Option<SubjectId> {
        None
    }

    fn stream(&self) -> Option<StreamId> {
        match self {
            Fact::SiteMeasured { .. } => None,
            Fact::PhaseDeclared { site, .. } => Some(site_stream(*site)),
            Fact::ActionPlanned { action, .. }
            | Fact::ActionFinished { action, .. }
            | Fact::ActionCancelled { action, .. } => Some(action_stream(*action)),
        }
    }
}

/// The stream of what was declared of a site.
#[must_use]
pub(crate) fn site_stream(site: SiteId) -> StreamId {
    access::gate::derived_stream("norms site", &site.bytes())
}

/// The stream of an action.
#[must_use]
pub(crate) const fn action_stream(action: FactId) -> StreamId {
    StreamId(action.0)
}
