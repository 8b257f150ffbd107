//! A traveller: the crossings with one document, and the permitted stay that is running.

use crate::facts::{CrossingFact, Direction};
use kernel::{CrossingId, Date, PersonId, ReferralId, SiteId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One crossing, as decisions need it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Passage {
    /// The post.
    pub site: SiteId,
    /// Which way, after corrections.
    pub direction: Direction,
    /// The referral, if there was one.
    pub referral: Option<ReferralId>,
    /// Whether the person was handed over.
    pub handed_over: bool,
}

/// A permitted stay that is running.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stay {
    /// The crossing that began it.
    pub crossing: CrossingId,
    /// Its last day.
    pub until: Date,
}

/// A traveller.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Traveller {
    /// Whose key seals the facts.
    pub traveller: PersonId,
    /// Every crossing.
    pub crossings: BTreeMap<CrossingId, Passage>,
    /// The stay that is running.
    pub stay: Option<Stay>,
}

impl Traveller {
    /// The traveller after a fact.
    pub fn apply(traveller: &mut Option<Self>, fact: &CrossingFact) {
        match fact {
            CrossingFact::CrossingRecorded(fact) => {
                let id = fact.traveller;
                let this =
                    traveller.get_or_insert_with(|| Self { traveller: id, crossings: BTreeMap::new(), stay: None });
                let (site, direction, referral) = (fact.site, fact.content.direction, fact.referral);
                this.crossings.insert(fact.crossing, Passage { site, direction, referral, handed_over: false });
                match (direction, fact.stay_until) {
                    (Direction::Entry, Some(until)) => this.stay = Some(Stay { crossing: fact.crossing, until }),
                    (Direction::Exit, _) => this.stay = None,
                    (Direction::Entry, None) => {}
                }
            }
            CrossingFact::CrossingCorrected { crossing, content, .. } => {
                let Some(this) = traveller.as_mut() else { return };
                if let Some(passage) = this.crossings.get_mut(crossing) {
                    passage.direction = content.direction;
                }
                // What was an exit in truth began no stay.
                this.stay.take_if(|stay| stay.crossing == *crossing && content.direction == Direction::Exit);
            }
            CrossingFact::StayExtended { until, .. } => {
                if let Some(stay) = traveller.as_mut().and_then(|this| this.stay.as_mut()) {
                    stay.until = *until;
                }
            }
            CrossingFact::PersonHandedOver { crossing, .. } => {
                if let Some(passage) = traveller.as_mut().and_then(|this| this.crossings.get_mut(crossing)) {
                    passage.handed_over = true;
                }
            }
            _ => {}
        }
    }
}
