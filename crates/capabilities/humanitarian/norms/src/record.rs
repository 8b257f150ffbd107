//! The fold of a stream of this capability: a site's phase, or an action.

use crate::facts::Fact;
use kernel::SiteId;
use log::{Header, State};
use provision::Phase;

/// What a stream of these facts adds up to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// The phase of the site, in a site's stream.
    pub phase: Option<Phase>,
    /// The site of the action, in an action's stream.
    pub action_at: Option<SiteId>,
    /// Whether the action was finished or cancelled.
    pub ended: bool,
}

impl State for Record {
    type Fact = Fact;

    fn apply(&mut self, fact: &Fact, _: &Header) {
        match fact {
            Fact::SiteMeasured { .. } => {}
            Fact::PhaseDeclared { phase, .. } => self.phase = Some(*phase),
            Fact::ActionPlanned { site, .. } => self.action_at = Some(*site),
            Fact::ActionFinished { .. } | Fact::ActionCancelled { .. } => self.ended = true,
        }
    }
}
