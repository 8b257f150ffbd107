//! The service at one site.

use crate::facts::Fact;
use access::gate::derived_stream;
use kernel::{SiteId, StreamId};
use log::{Header, State};

/// What is known of the service at a site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Service {
    /// Where it is open; nothing while it is not.
    pub site: Option<SiteId>,
}

impl State for Service {
    type Fact = Fact;

    fn apply(&mut self, fact: &Fact, _: &Header) {
        match fact {
            Fact::ServiceOpened { site } => self.site = Some(*site),
        }
    }
}

/// The stream of the service at a site.
#[must_use]
pub fn stream(site: SiteId) -> StreamId {
    derived_stream("@name@", &site.bytes())
}
