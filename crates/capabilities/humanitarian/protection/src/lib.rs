#![doc = include_str!("../README.md")]

pub mod case;
pub mod closing;
mod facts;
pub mod flag;
pub mod handover;
pub mod need;
mod pages;
pub mod plan;
mod record;
pub mod roster;
mod subject;
mod views;
pub mod words;

use access::command;
use kernel::Zone;
use shell::{Capability, Locales};

/// Protection: who is at risk, what they need, and who looks after it.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        name: "protection",
        zone: Zone::Humanitarian,
        commands: vec![
            command::<roster::EnterRoster>(),
            command::<roster::LeadRoster>(),
            command::<flag::ScreenPerson>(),
            command::<flag::TakeFlag>(),
            command::<flag::OverruleFlag>(),
            command::<need::RaiseNeed>(),
            command::<need::ConfirmNeed>(),
            command::<need::AddressNeed>(),
            command::<need::ExpireNeed>(),
            command::<need::OverruleNeed>(),
            command::<case::OpenCase>(),
            command::<case::AddSubject>(),
            command::<case::NameSupervisor>(),
            command::<case::AssignCase>(),
            command::<plan::PlanAction>(),
            command::<plan::FinishAction>(),
            command::<plan::WriteNote>(),
            command::<plan::ProposeDecision>(),
            command::<plan::RuleOnDecision>(),
            command::<handover::OfferHandover>(),
            command::<handover::AnswerHandover>(),
            command::<closing::AskClosure>(),
            command::<closing::RuleOnClosure>(),
            command::<closing::ReopenCase>(),
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
