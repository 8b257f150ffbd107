#![doc = include_str!("../README.md")]

pub mod convoy;
mod facts;
pub mod manifest;
pub mod open;
mod pages;
pub mod seat;
mod views;

use access::command;
use kernel::Zone;
use shell::{Capability, Locales};

/// Convoys and other arrivals: who is on the way, in what, and whether everybody arrived.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        name: "transfer",
        zone: Zone::Humanitarian,
        commands: vec![
            command::<convoy::AnnounceConvoy>(),
            command::<convoy::ChangeConvoy>(),
            command::<convoy::CancelConvoy>(),
            command::<convoy::DepartConvoy>(),
            command::<convoy::ArriveConvoy>(),
            command::<manifest::ListPeople>(),
            command::<manifest::UnlistPerson>(),
            command::<seat::SeatPeople>(),
            command::<open::ExplainMissing>(),
            command::<open::ExplainCounts>(),
            command::<open::SettleItem>(),
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
