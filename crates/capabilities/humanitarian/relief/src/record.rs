//! The fold of a stream of this capability. One type, because a command may decide on several of them at once.

use crate::facts::Fact;
use kernel::SiteId;
use log::{Header, State};

/// What a stream of relief facts adds up to. Each stream fills what concerns it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// The site of an entitlement or of a hand-out, or where a consignment goes.
    pub site: Option<SiteId>,
    /// Whether the entitlement has ended.
    pub ended: bool,
    /// Whether the consignment has arrived.
    pub received: bool,
    /// Whether the hand-out was taken back.
    pub taken_back: bool,
}

impl State for Record {
    type Fact = Fact;

    fn apply(&mut self, fact: &Fact, _: &Header) {
        match fact {
            Fact::EntitlementDefined { site, .. } | Fact::HandedOut { site, .. } | Fact::StockSent { to: site, .. } => {
                self.site = Some(*site)
            }
            Fact::StockReceived { site, .. } => (self.site, self.received) = (Some(*site), true),
            Fact::EntitlementEnded { .. } => self.ended = true,
            Fact::HandOutTakenBack { .. } => self.taken_back = true,
            _ => {}
        }
    }
}
