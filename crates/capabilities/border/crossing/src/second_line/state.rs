//! A referral to second line.

use super::reason::{AdverseReason, ReferralReason, SecondLineOutcome};
use crate::facts::CrossingFact;
use kernel::{CrossingId, PersonId, SiteId, StreamId};
use serde::{Deserialize, Serialize};

/// How far a referral is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Somebody looks at it, or will.
    Open,
    /// Decided by one officer.
    Decided(SecondLineOutcome),
    /// Two officers agreed on an adverse outcome.
    Adverse(AdverseReason),
}

impl Stage {
    /// Whether somebody still has to decide.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Stage::Open)
    }
}

/// A referral.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Referral {
    /// The crossing.
    pub crossing: CrossingId,
    /// The traveller's stream.
    pub stream: StreamId,
    /// Whose key seals it.
    pub traveller: PersonId,
    /// The post.
    pub site: SiteId,
    /// Why.
    pub reason: ReferralReason,
    /// How far it is.
    pub stage: Stage,
}

impl Referral {
    /// The referral after a fact.
    pub fn apply(referral: &mut Option<Self>, fact: &CrossingFact) {
        match (referral.as_mut(), fact) {
            (None, CrossingFact::ReferralOpened { crossing, stream, traveller, site, reason, .. }) => {
                let (crossing, stream, traveller, site, reason) = (*crossing, *stream, *traveller, *site, *reason);
                *referral = Some(Self { crossing, stream, traveller, site, reason, stage: Stage::Open });
            }
            (Some(this), CrossingFact::ReferralDecided { outcome, .. }) => this.stage = Stage::Decided(*outcome),
            (Some(this), CrossingFact::AdverseOutcomeRecorded { reason, .. }) => this.stage = Stage::Adverse(*reason),
            _ => {}
        }
    }
}

/// Builders for the tests of use cases.
#[cfg(test)]
pub mod given {
    use super::*;
    use crate::post::state::given::{at, site};
    use kernel::ReferralId;

    /// The referral of examples.
    pub fn referral() -> ReferralId {
        at().id(3)
    }

    /// A referral opened for a reason.
    pub fn opened(reason: ReferralReason) -> CrossingFact {
        let (crossing, stream, traveller) = (at().id(2), at().id(0), at().id(1));
        CrossingFact::ReferralOpened {
            referral: referral(),
            crossing,
            stream,
            traveller,
            site: site(),
            reason,
            note: None,
        }
    }

    /// Another officer than the one of [`at`].
    pub fn colleague() -> kernel::ActorId {
        kernel::ActorId(uuid::Uuid::from_u128(0xB0))
    }
}
