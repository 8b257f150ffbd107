//! Builders for tests: one referral of one person, sent to one organisation.

#![cfg(test)]

mod invariants;

use crate::case::{AnswerConsent, Consent, DraftReferral, Line, NameBasis, SendingId, clock};
use crate::{
    directory::{DescribeService, Organisation},
    facts::Fact,
    record::Record,
    words::{Category, Decline, Field, Outcome, Priority},
};
use access::Command;
use kernel::{ActorId, OrganisationId, PersonId, ReferralId, ServiceId, SiteId, StreamId, Text};
use log::{At, Past};
use uuid::Uuid;

/// The circumstances of the tests: at a site.
pub fn at() -> At {
    let mut at = At::example();
    at.site = Some(SiteId(Uuid::from_u128(8)));
    at
}

pub fn referral() -> ReferralId {
    ReferralId(Uuid::from_u128(1))
}

pub fn service() -> ServiceId {
    ServiceId(Uuid::from_u128(2))
}

pub fn organisation() -> OrganisationId {
    OrganisationId(Uuid::from_u128(3))
}

pub fn person() -> PersonId {
    PersonId(Uuid::from_u128(5))
}

/// The `n`th sending.
pub fn sending(n: u128) -> SendingId {
    SendingId(Uuid::from_u128(100 + n))
}

pub fn drafted() -> Fact {
    let DraftReferral { category, priority, answers, .. } = DraftReferral::example();
    let (site, by) = (SiteId(Uuid::from_u128(8)), at().actor);
    Fact::ReferralDrafted { referral: referral(), person: person(), site, by, category, priority, answers }
}

pub fn consented() -> Fact {
    Fact::ConsentAnswered { referral: referral(), person: person(), consent: AnswerConsent::example().consent }
}

pub fn refused() -> Fact {
    let consent = Consent { agreed: false, ..AnswerConsent::example().consent };
    Fact::ConsentAnswered { referral: referral(), person: person(), consent }
}

pub fn based() -> Fact {
    let NameBasis { basis, reason, .. } = NameBasis::example();
    Fact::BasisNamed { referral: referral(), person: person(), basis, reason }
}

/// The `n`th sending leaves.
pub fn sent(n: u128) -> Vec<Fact> {
    let (referral, sending, person) = (referral(), sending(n), person());
    let (category, priority) = (Category::Health, Priority::Urgent);
    let (organisation, service, fields) = (organisation(), service(), vec![Field::Name]);
    let due = clock::answer_due(priority, at().now);
    let content = vec![Line { field: Field::Name, value: "Zeinab".into() }];
    vec![
        Fact::ReferralSent { referral, sending, organisation, service, category, priority, fields, due },
        Fact::ContentSealed { referral, person, sending, content, answer_key: None },
    ]
}

pub fn accepted(n: u128) -> Fact {
    let outcome_due = clock::outcome_due(Priority::Urgent, at().now, None, 0);
    Fact::ReferralAccepted { referral: referral(), sending: sending(n), expected: None, outcome_due }
}

pub fn declined(n: u128) -> Fact {
    Fact::ReferralDeclined { referral: referral(), sending: sending(n), why: Decline::Full }
}

/// The `n`th sending is answered and over.
pub fn done(n: u128) -> Vec<Fact> {
    let outcome = Outcome::Helped;
    vec![accepted(n), Fact::OutcomeRecorded { referral: referral(), sending: sending(n), outcome }]
}

/// The directory: one organisation with one service, and one member.
pub fn listed() -> Vec<(StreamId, Vec<Fact>)> {
    let (organisation, service) = (organisation(), service());
    let named = Organisation { name: Text::parse("Clinic").unwrap(), place: None, contact: None };
    let described = DescribeService::example().service;
    vec![
        (service.into(), vec![Fact::ServiceDescribed { service, organisation, description: described }]),
        (
            organisation.into(),
            vec![
                Fact::OrganisationDescribed { organisation, description: named },
                Fact::InboxMemberNamed { organisation, account: member() },
            ],
        ),
    ]
}

pub fn member() -> ActorId {
    ActorId(Uuid::from_u128(77))
}

/// The past of the referral alone.
pub fn past_of(facts: &[Fact]) -> Past<Record> {
    Past::given(referral().into(), facts)
}

/// The past of the referral and of the directory.
pub fn past_with(facts: &[Fact], directory: &[(StreamId, Vec<Fact>)]) -> Past<Record> {
    let mut past = past_of(facts);
    for (stream, facts) in directory {
        past.and_given(*stream, facts);
    }
    past
}
