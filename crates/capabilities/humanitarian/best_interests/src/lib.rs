#![doc = include_str!("../README.md")]

pub mod care;
mod facts;
mod pages;
pub mod panel;
pub mod procedure;
mod record;
mod views;
pub mod words;

use access::command;
use kernel::Zone;
use shell::{Capability, Locales};

/// Best interests: what is best for a child, step by step, with those who know and those who decide.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        name: "best_interests",
        zone: Zone::Humanitarian,
        commands: vec![
            command::<procedure::OpenProcedure>(),
            command::<procedure::WriteAssessment>(),
            command::<procedure::ListDocument>(),
            command::<procedure::RuleOnStep>(),
            command::<procedure::TellChild>(),
            command::<procedure::GiveProcedure>(),
            command::<procedure::AskClosing>(),
            command::<care::CheckCaregiver>(),
            command::<care::ArrangeCare>(),
            command::<care::EndCare>(),
            command::<panel::CallPanel>(),
            command::<panel::GiveOpinion>(),
            command::<panel::TakeDecision>(),
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
