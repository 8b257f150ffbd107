#![doc = include_str!("../README.md")]

mod facts;
mod pages;
mod record;
pub mod stay;
pub mod unit;
mod views;

use access::command;
use kernel::Zone;
use shell::{Capability, Locales};

/// Reception: who sleeps where, who is there, and who has no place yet.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        name: "reception",
        zone: Zone::Humanitarian,
        commands: vec![
            command::<unit::DefineUnit>(),
            command::<unit::AddRoom>(),
            command::<unit::ChangeUnit>(),
            command::<unit::CloseUnit>(),
            command::<unit::ReopenUnit>(),
            command::<unit::BlockBed>(),
            command::<unit::ReopenBed>(),
            command::<unit::FreeBed>(),
            command::<unit::ReportDefect>(),
            command::<unit::MendDefect>(),
            command::<stay::AssignPlaces>(),
            command::<stay::CheckIn>(),
            command::<stay::MarkAbsent>(),
            command::<stay::MarkReturned>(),
            command::<stay::EndStay>(),
            command::<stay::NotePlaceNeeds>(),
            command::<stay::SettleItem>(),
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
