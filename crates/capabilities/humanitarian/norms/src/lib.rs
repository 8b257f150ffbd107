#![doc = include_str!("../README.md")]

mod action;
mod declare_phase;
mod facts;
mod pages;
mod record;
mod record_measurement;
mod shipped;
mod views;

pub use action::{CancelAction, FinishAction, PlanAction};
pub use declare_phase::DeclarePhase;
pub use facts::Fact;
pub use record_measurement::{Method, RecordMeasurement};

use access::command;
use kernel::Zone;
use shell::{Capability, Locales};

/// Norms: what people at a site are due, what is there, and what is done about the gap.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        name: "norms",
        zone: Zone::Humanitarian,
        commands: vec![
            command::<RecordMeasurement>(),
            command::<DeclarePhase>(),
            command::<PlanAction>(),
            command::<FinishAction>(),
            command::<CancelAction>(),
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
