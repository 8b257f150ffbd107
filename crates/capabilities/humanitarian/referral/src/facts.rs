//! What referral records. The directory is about organisations and has no subject. What tells of a person is sealed under the
//! person's key; what a sent referral goes through (to whom, by when, how far) holds no person and stays readable after an erasure.

use crate::{
    answer::Note,
    case::{Answers, Consent, Line, SendingId},
    directory::{Capacity, Organisation, Service},
    words::{Basis, Category, Clock, Decline, Field, Outcome, Priority, Revoke, Telling},
};
use kernel::{ActorId, Date, LanguageCode, Moment, OrganisationId, PersonId, ReferralId, ServiceId, SiteId, StreamId};
use kernel::{SubjectId, Text};
use log::Facts;
use serde::{Deserialize, Serialize};

/// A fact of this capability.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the sentence of each fact names what it holds")]
pub enum Fact {
    /// An organisation is in the directory, or is described anew.
    OrganisationDescribed { organisation: OrganisationId, description: Organisation },
    /// An account reads and answers what is sent to the organisation.
    InboxMemberNamed { organisation: OrganisationId, account: ActorId },
    /// It does so no longer.
    InboxMemberRemoved { organisation: OrganisationId, account: ActorId },
    /// Paper referrals can be sealed to the organisation with this public key; one node has the other half.
    PaperKeyPublished { organisation: OrganisationId, key: String },
    /// A service is in the directory, or is described anew.
    ServiceDescribed { service: ServiceId, organisation: OrganisationId, description: Service },
    /// What the service can take.
    CapacitySet { service: ServiceId, capacity: Capacity, on: Date },
    /// The service takes nobody, until a day if that is known.
    ServiceSuspended { service: ServiceId, until: Option<Date>, reason: Text<200> },
    /// It takes people again.
    ServiceResumed { service: ServiceId },

    /// A social worker wrote down why a person needs help from a service.
    ReferralDrafted {
        referral: ReferralId,
        person: PersonId,
        site: SiteId,
        by: ActorId,
        category: Category,
        priority: Priority,
        answers: Answers,
    },
    /// The draft was changed.
    DraftChanged { referral: ReferralId, person: PersonId, category: Category, priority: Priority, answers: Answers },
    /// The person, or whoever may, was asked and answered.
    ConsentAnswered { referral: ReferralId, person: PersonId, consent: Consent },
    /// A consent was taken back.
    ConsentWithdrawn { referral: ReferralId },
    /// A basis other than consent was named.
    BasisNamed { referral: ReferralId, person: PersonId, basis: Basis, reason: Text<500> },
    /// It was sent to a service.
    ReferralSent {
        referral: ReferralId,
        sending: SendingId,
        organisation: OrganisationId,
        service: ServiceId,
        category: Category,
        priority: Priority,
        fields: Vec<Field>,
        due: Moment,
    },
    /// What left: exactly what the organisation sees, and with what an answer on paper is sealed, if it came on paper.
    ContentSealed {
        referral: ReferralId,
        person: PersonId,
        sending: SendingId,
        content: Vec<Line>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        answer_key: Option<Text<40>>,
    },
    /// A referral came from outside: on paper, or from another system.
    ReferralReceived {
        referral: ReferralId,
        sending: SendingId,
        organisation: OrganisationId,
        service: Option<ServiceId>,
        category: Category,
        priority: Priority,
        fields: Vec<Field>,
        from: Text<120>,
        due: Moment,
    },
    /// The organisation has seen it.
    ReferralAcknowledged { referral: ReferralId, sending: SendingId },
    /// The organisation takes the person.
    ReferralAccepted { referral: ReferralId, sending: SendingId, expected: Option<Date>, outcome_due: Moment },
    /// The organisation does not.
    ReferralDeclined { referral: ReferralId, sending: SendingId, why: Decline },
    /// Help has begun.
    HelpBegun { referral: ReferralId, sending: SendingId },
    /// It is over.
    OutcomeRecorded { referral: ReferralId, sending: SendingId, outcome: Outcome },
    /// What the organisation wrote to the referrer with an answer.
    NoteWritten { referral: ReferralId, person: PersonId, sending: SendingId, note: Note },
    /// The person was told what became of it.
    PersonTold { referral: ReferralId, sending: SendingId, how: Telling, language: LanguageCode },
    /// A clock ran out and whoever answers for referrals was called.
    ReferralEscalated { referral: ReferralId, sending: SendingId, clock: Clock, due: Moment },
    /// It was taken back: the organisation no longer sees what it said.
    ReferralRevoked { referral: ReferralId, sending: SendingId, why: Revoke },
}

impl Fact {
    /// The referral whose record it is, if it is a referral's.
    #[must_use]
    pub fn referral(&self) -> Option<ReferralId> {
        match self {
            Fact::ReferralDrafted { referral, .. }
            | Fact::DraftChanged { referral, .. }
            | Fact::ConsentAnswered { referral, .. }
            | Fact::ConsentWithdrawn { referral }
            | Fact::BasisNamed { referral, .. }
            | Fact::ReferralSent { referral, .. }
            | Fact::ContentSealed { referral, .. }
            | Fact::ReferralReceived { referral, .. }
            | Fact::ReferralAcknowledged { referral, .. }
            | Fact::ReferralAccepted { referral, .. }
            | Fact::ReferralDeclined { referral, .. }
            | Fact::HelpBegun { referral, .. }
            | Fact::OutcomeRecorded { referral, .. }
            | Fact::NoteWritten { referral, .. }
            | Fact::PersonTold { referral, .. }
            | Fact::ReferralEscalated { referral, .. }
            | Fact::ReferralRevoked { referral, .. } => Some(*referral),
            _ => None,
        }
    }
}

impl Facts for Fact {
    const SET: &'static str = "referral";

    fn subject(&self) -> Option<SubjectId> {
        match self {
            Fact::ReferralDrafted { person, .. }
            | Fact::DraftChanged { person, .. }
            | Fact::ConsentAnswered { person, .. }
            | Fact::BasisNamed { person, .. }
            | Fact::ContentSealed { person, .. }
            | Fact::NoteWritten { person, .. } => Some((*person).into()),
            _ => None,
        }
    }

    fn stream(&self) -> Option<StreamId> {
        match self {
            Fact::OrganisationDescribed { organisation, .. }
            | Fact::InboxMemberNamed { organisation, .. }
            | Fact::InboxMemberRemoved { organisation, .. }
            | Fact::PaperKeyPublished { organisation, .. } => Some((*organisation).into()),
            Fact::ServiceDescribed { service, .. }
            | Fact::CapacitySet { service, .. }
            | Fact::ServiceSuspended { service, .. }
            | Fact::ServiceResumed { service } => Some((*service).into()),
            other => other.referral().map(Into::into),
        }
    }
}
