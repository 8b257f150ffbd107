#![doc = include_str!("../README.md")]

pub mod card;
mod facts;
pub mod household;
mod household_form;
pub mod import;
mod pages;
pub mod person;
mod person_answers;
mod record;
mod views;

use access::command;
use kernel::Zone;
use shell::{Capability, Locales};

/// Registration: who was received, in which household, and what they hold to show it.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        name: "registration",
        zone: Zone::Humanitarian,
        commands: vec![
            command::<household::OpenHousehold>(),
            command::<household::RegisterHousehold>(),
            command::<household::AddMember>(),
            command::<household::MoveMember>(),
            command::<household::SplitHousehold>(),
            command::<household::JoinHouseholds>(),
            command::<household::UndoJoin>(),
            command::<household::NameHead>(),
            command::<card::IssueCard>(),
            command::<card::ReplaceCard>(),
            command::<card::RevokeCard>(),
            command::<person::CorrectPerson>(),
            command::<person::AttachPhoto>(),
            command::<person::AnswerConsent>(),
            command::<person::WithdrawConsent>(),
            command::<person::AssertLink>(),
            command::<person::RetractLink>(),
            command::<person::RecordReceipt>(),
            command::<person::ErasePerson>(),
        ],
        views: views::views(),
        projections: views::projections(),
        pages: pages::pages(),
        reactions: vec![],
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
