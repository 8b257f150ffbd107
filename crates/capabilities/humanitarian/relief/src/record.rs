//! The fold of a stream of this capability. One type, because a command may decide on several of them at once. An id tells not of what it
//! is: each kind of thing fills a site of its own, so that a hand-out is no consignment.

use crate::facts::Fact;
use kernel::SiteId;
use log::{Header, State};

/// What a stream of relief facts adds up to. Each stream fills what concerns it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// The site of the entitlement.
    pub entitled_at: Option<SiteId>,
    /// The site of the hand-out.
    pub handed_out_at: Option<SiteId>,
    /// Where the consignment goes, or where it came to from outside.
    pub consigned_to: Option<SiteId>,
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
            Fact::EntitlementDefined { site, .. } => self.entitled_at = Some(*site),
            Fact::HandedOut { site, .. } => self.handed_out_at = Some(*site),
            Fact::StockSent { to, .. } => self.consigned_to = Some(*to),
            Fact::StockReceived { site, .. } => (self.consigned_to, self.received) = (Some(*site), true),
            Fact::EntitlementEnded { .. } => self.ended = true,
            Fact::HandOutTakenBack { .. } => self.taken_back = true,
            _ => {}
        }
    }
}
