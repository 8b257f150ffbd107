//! Everything that can happen at a post. Personal fields stand only in facts that name a subject.

use crate::{
    erasure::{basis::ErasureBasis, erased::Erased, retention::Retention},
    group::{need::UrgentNeed, ticket::TicketToken},
    post::state::{Lane, PostDescription},
    second_line::reason::{AdverseReason, ReferralReason, SecondLineOutcome},
    traveller::vehicle::SeenVehicle,
};
use kernel::counts::Counts;
use kernel::{ActorId, CrossingId, Date, GroupId, LaneId, PersonId, ReferralId, SiteId, StreamId, SubjectId, Text};
use log::Facts;
use serde::{Deserialize, Serialize};
use traveldoc::Person;

kernel::code_words! {
    /// Which way somebody crosses.
    Direction {
        /// Into the country of the post.
        Entry = "entry",
        /// Out of it.
        Exit = "exit",
    }
}

/// What is recorded of one crossing, and again when it is corrected.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CrossingContent {
    /// Which way.
    pub direction: Direction,
    /// Who.
    pub person: Person,
    /// People who cross with this person and are not recorded by name.
    #[serde(default, skip_serializing_if = "Counts::is_empty")]
    pub companions: Counts,
    /// What they travel in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vehicle: Option<SeenVehicle>,
}

/// One crossing as recorded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CrossingRecorded {
    /// Its id.
    pub crossing: CrossingId,
    /// Whose key seals it: the same person at each crossing with the same document.
    pub traveller: PersonId,
    /// The post.
    pub site: SiteId,
    /// The lane.
    pub lane: LaneId,
    /// The day at the post.
    pub day: Date,
    /// The hour at the post, 0 to 23.
    pub hour: i8,
    /// Crossings of people who travel together share it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<GroupId>,
    /// The document's fingerprint, where its number can be relied on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document_key: Option<StreamId>,
    /// Who, how, with whom.
    pub content: CrossingContent,
    /// Until when the person may stay, where a limit applies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stay_until: Option<Date>,
    /// Days beyond the permitted stay, at an exit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overstayed_days: Option<i64>,
    /// The referral, when the person was sent to second line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub referral: Option<ReferralId>,
}

/// A group pre-registered in surge mode.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GroupPreRegistered {
    /// Its id.
    pub group: GroupId,
    /// The post.
    pub site: SiteId,
    /// The lane.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lane: Option<LaneId>,
    /// The day at the post.
    pub day: Date,
    /// The hour at the post, 0 to 23.
    pub hour: i8,
    /// What is printed on the ticket.
    pub token: TicketToken,
    /// The head's name in any script, where asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<Text<120>>,
    /// People by sex and age band, the head included.
    pub counts: Counts,
    /// Needs that cannot wait.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<UrgentNeed>,
}

/// Facts of the border.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum CrossingFact {
    /// The post and its lanes were described, for the first time or anew.
    PostSetUp {
        /// The post.
        site: SiteId,
        /// What it is.
        post: PostDescription,
        /// Its lanes, in the order of the board.
        lanes: Vec<Lane>,
    },
    /// A lane was opened.
    LaneOpened {
        /// The post.
        site: SiteId,
        /// The lane.
        lane: LaneId,
    },
    /// A lane was closed.
    LaneClosed {
        /// The post.
        site: SiteId,
        /// The lane.
        lane: LaneId,
    },
    /// Surge mode was switched on or off.
    SurgeModeSwitched {
        /// The post.
        site: SiteId,
        /// On or off.
        on: bool,
    },
    /// How long records are kept was set.
    RetentionSet {
        /// The post.
        site: SiteId,
        /// The periods.
        retention: Retention,
    },
    /// Two officers had records erased: their keys are destroyed.
    RecordsErased {
        /// The post.
        site: SiteId,
        /// Why.
        basis: ErasureBasis,
        /// Which, by ids that lead nowhere now, and what stays of them.
        erased: Box<Erased>,
        /// The second officer.
        approved_by: ActorId,
    },
    /// People in front of a lane were counted.
    QueueCounted {
        /// The post.
        site: SiteId,
        /// The lane.
        lane: LaneId,
        /// How many.
        people: u16,
        /// Whether that is all who wait; otherwise so many more came.
        all: bool,
    },
    /// Somebody crossed.
    CrossingRecorded(Box<CrossingRecorded>),
    /// A crossing was corrected; what was recorded before stays.
    CrossingCorrected {
        /// The crossing.
        crossing: CrossingId,
        /// Whose key seals it.
        traveller: PersonId,
        /// The post.
        site: SiteId,
        /// Why.
        reason: Text<200>,
        /// What holds now.
        content: Box<CrossingContent>,
    },
    /// A permitted stay was made longer.
    StayExtended {
        /// Whose.
        traveller: PersonId,
        /// The post that did it.
        site: SiteId,
        /// The crossing that began the stay.
        crossing: CrossingId,
        /// Until when now.
        until: Date,
        /// Why.
        reason: Text<200>,
    },
    /// One person was handed over to the humanitarian side.
    PersonHandedOver {
        /// The crossing.
        crossing: CrossingId,
        /// The post.
        site: SiteId,
        /// The traveller's stream.
        stream: StreamId,
        /// What is printed on the slip.
        token: TicketToken,
        /// Whether help is needed at once.
        urgent: bool,
    },
    /// A group was pre-registered.
    GroupPreRegistered(Box<GroupPreRegistered>),
    /// A group was handed over to the humanitarian side.
    GroupHandedOver {
        /// The group.
        group: GroupId,
        /// The post.
        site: SiteId,
        /// What is printed on the ticket.
        token: TicketToken,
        /// Whether help is needed at once.
        urgent: bool,
        /// The day at the post.
        day: Date,
        /// Minutes from pre-registration to hand-over.
        waited_min: i64,
    },
    /// A person was sent to second line.
    ReferralOpened {
        /// The referral.
        referral: ReferralId,
        /// The crossing.
        crossing: CrossingId,
        /// The stream of the traveller.
        stream: StreamId,
        /// Whose key seals it.
        traveller: PersonId,
        /// The post.
        site: SiteId,
        /// Why.
        reason: ReferralReason,
        /// In the officer's words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<Text<400>>,
    },
    /// Second line ended with an outcome that one officer may decide.
    ReferralDecided {
        /// The referral.
        referral: ReferralId,
        /// The crossing.
        crossing: CrossingId,
        /// Whose key seals it.
        traveller: PersonId,
        /// The outcome.
        outcome: SecondLineOutcome,
        /// In the officer's words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<Text<400>>,
    },
    /// Two officers agreed on an adverse outcome.
    AdverseOutcomeRecorded {
        /// The referral.
        referral: ReferralId,
        /// The crossing.
        crossing: CrossingId,
        /// Whose key seals it.
        traveller: PersonId,
        /// The ground.
        reason: AdverseReason,
        /// In the officer's words.
        note: Text<400>,
        /// The second officer.
        approved_by: ActorId,
    },
}

impl Facts for CrossingFact {
    const SET: &'static str = "crossing";

    fn subject(&self) -> Option<SubjectId> {
        match self {
            CrossingFact::CrossingRecorded(fact) => Some(fact.traveller.into()),
            CrossingFact::GroupPreRegistered(fact) => Some(fact.group.into()),
            CrossingFact::CrossingCorrected { traveller, .. }
            | CrossingFact::StayExtended { traveller, .. }
            | CrossingFact::ReferralOpened { traveller, .. }
            | CrossingFact::ReferralDecided { traveller, .. }
            | CrossingFact::AdverseOutcomeRecorded { traveller, .. } => Some((*traveller).into()),
            CrossingFact::PostSetUp { .. }
            | CrossingFact::LaneOpened { .. }
            | CrossingFact::LaneClosed { .. }
            | CrossingFact::SurgeModeSwitched { .. }
            | CrossingFact::RetentionSet { .. }
            | CrossingFact::RecordsErased { .. }
            | CrossingFact::QueueCounted { .. }
            | CrossingFact::PersonHandedOver { .. }
            | CrossingFact::GroupHandedOver { .. } => None,
        }
    }

    fn stream(&self) -> Option<StreamId> {
        match self {
            CrossingFact::ReferralOpened { referral, .. }
            | CrossingFact::ReferralDecided { referral, .. }
            | CrossingFact::AdverseOutcomeRecorded { referral, .. } => Some((*referral).into()),
            CrossingFact::PersonHandedOver { stream, .. } => Some(*stream),
            // In the post's stream: that of an erased person says nothing more.
            CrossingFact::RecordsErased { site, .. } => Some((*site).into()),
            _ => None,
        }
    }
}
