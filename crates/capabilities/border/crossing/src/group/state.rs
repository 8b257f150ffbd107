//! A group: what decisions about it need to know.

use super::ticket::TicketToken;
use crate::facts::CrossingFact;
use kernel::{Moment, SiteId};
use log::Header;
use serde::{Deserialize, Serialize};

/// A pre-registered group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// The post.
    pub site: SiteId,
    /// What is printed on the ticket.
    pub token: TicketToken,
    /// When it was pre-registered.
    pub since: Moment,
    /// Whether somebody needs help at once.
    pub urgent: bool,
    /// Whether it was handed over.
    pub handed_over: bool,
}

impl Group {
    /// The group after a fact.
    pub fn apply(group: &mut Option<Self>, fact: &CrossingFact, header: &Header) {
        match (group.as_mut(), fact) {
            (_, CrossingFact::GroupPreRegistered(fact)) => {
                *group = Some(Self {
                    site: fact.site,
                    token: fact.token,
                    since: header.happened_from,
                    urgent: !fact.needs.is_empty(),
                    handed_over: false,
                });
            }
            (Some(group), CrossingFact::GroupHandedOver { .. }) => group.handed_over = true,
            _ => {}
        }
    }
}
