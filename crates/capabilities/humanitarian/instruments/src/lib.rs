#![doc = include_str!("../README.md")]

mod pages;
mod sheet;
mod views;

pub use sheet::{ProposeSheet, RuleOnSheet, WithdrawSheet};

use access::command;
use kernel::Zone;
use shell::{Capability, Locales};

/// Instruments: the questions that are asked in a screening, and who agreed to them.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        name: "instruments",
        zone: Zone::Humanitarian,
        commands: vec![command::<ProposeSheet>(), command::<RuleOnSheet>(), command::<WithdrawSheet>()],
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
