#![doc = include_str!("../README.md")]

pub mod entitlement;
mod facts;
pub mod handout;
pub mod item;
mod pages;
pub mod question;
mod record;
pub mod stock;
pub mod supply;
mod views;

use access::command;
use kernel::Zone;
use shell::{Capability, Locales};

/// Relief: what there is, who is entitled to what, and who got it.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        name: "relief",
        zone: Zone::Humanitarian,
        commands: vec![
            command::<item::DefineItem>(),
            command::<entitlement::DefineEntitlement>(),
            command::<entitlement::EndEntitlement>(),
            command::<stock::ReceiveStock>(),
            command::<stock::SendStock>(),
            command::<stock::CountStock>(),
            command::<handout::HandOut>(),
            command::<handout::TakeBack>(),
            command::<supply::StateRate>(),
            command::<question::SettleQuestion>(),
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
