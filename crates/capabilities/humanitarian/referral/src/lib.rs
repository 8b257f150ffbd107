#![doc = include_str!("../README.md")]

pub mod answer;
pub mod case;
pub mod directory;
pub mod facts;
mod pages;
pub mod paper;
mod reactions;
mod record;
mod views;

pub use referring::{fhir, words};

use access::command;
use kernel::Zone;
use shell::{Capability, Locales};

/// Referral: who helps with what, and that nobody who was sent there is forgotten.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        name: "referral",
        zone: Zone::Humanitarian,
        commands: vec![
            command::<directory::DescribeOrganisation>(),
            command::<directory::NameInboxMember>(),
            command::<directory::RemoveInboxMember>(),
            command::<directory::DescribeService>(),
            command::<directory::SetCapacity>(),
            command::<directory::SuspendService>(),
            command::<directory::ResumeService>(),
            command::<directory::PublishPaperKey>(),
            command::<case::DraftReferral>(),
            command::<case::ChangeDraft>(),
            command::<case::AnswerConsent>(),
            command::<case::WithdrawConsent>(),
            command::<case::NameBasis>(),
            command::<case::SendReferral>(),
            command::<case::RevokeReferral>(),
            command::<case::TellPerson>(),
            command::<case::EscalateReferral>(),
            command::<paper::ReceiveReferral>(),
            command::<answer::AcknowledgeReferral>(),
            command::<answer::AcceptReferral>(),
            command::<answer::DeclineReferral>(),
            command::<answer::BeginHelp>(),
            command::<answer::RecordOutcome>(),
            command::<answer::NoteAnswer>(),
        ],
        views: views::views(),
        projections: views::projections(),
        pages: pages::pages(),
        reactions: vec![reactions::ESCALATE],
        permissions: include_str!("permissions.toml"),
        locales: LOCALES,
    }
}

/// The words of this capability.
pub const LOCALES: Locales = Locales {
    ar: include_str!("../locales/ar.ftl"),
    fr: include_str!("../locales/fr.ftl"),
    en: include_str!("../locales/en.ftl"),
};
