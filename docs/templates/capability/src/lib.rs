#![doc = include_str!("../README.md")]

pub mod facts;
pub mod open_service;
mod pages;
pub mod service;
mod views;

use access::command;
use kernel::Zone;
use shell::{Capability, Locales};

/// What this capability hands to the binary.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        name: "@name@",
        zone: Zone::@Zone@,
        commands: vec![command::<open_service::OpenService>()],
        views: vec![views::services::SERVICES],
        projections: vec![views::services::TABLE],
        pages: vec![pages::services::SERVICES],
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
