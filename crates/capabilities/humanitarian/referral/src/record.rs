//! The fold of a stream of this capability: a referral's, an organisation's or a service's. One type, because a command decides on
//! several of them at once.

use crate::{
    case::Referral,
    directory::{ListedOrganisation, ListedService},
    facts::Fact,
};
use access::{Relation, Who};
use kernel::{OrganisationId, ReferralId};
use log::{Header, Past, State};

/// What a stream of referral facts adds up to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Record {
    /// The referral, in a referral's stream.
    pub referral: Referral,
    /// The organisation, in an organisation's stream.
    pub organisation: ListedOrganisation,
    /// The service, in a service's stream.
    pub service: ListedService,
}

impl State for Record {
    type Fact = Fact;

    fn apply(&mut self, fact: &Fact, header: &Header) {
        self.referral.apply(fact, header.happened_from);
        self.organisation.apply(fact);
        self.service.apply(fact);
    }

    fn erased(&mut self, _: &Header) {
        self.referral.erase();
    }
}

/// Whether the user keeps the referral, or works for the organisation.
#[must_use]
pub fn is_own(
    past: &Past<Record>,
    relation: Relation,
    who: &Who,
    referral: Option<ReferralId>,
    organisation: Option<OrganisationId>,
) -> bool {
    match relation {
        Relation::OwnCase => referral.is_some_and(|id| past.of(id).referral.by == Some(who.actor)),
        Relation::OwnOrganisation => {
            organisation.is_some_and(|id| past.of(id).organisation.members.contains(&who.actor))
        }
        Relation::Anywhere | Relation::OwnSite | Relation::Oneself => false,
    }
}
