#![doc = include_str!("../README.md")]

mod apart;
mod born;
mod candidates;
mod line;
mod sites;
mod views;

use kernel::Zone;
use shell::{Capability, Locales};

pub use apart::{Apart, ApartReason};
pub use born::born;
pub use candidates::{Candidate, candidates};
pub use line::{age, line};
pub use sites::Sites;
pub use views::*;

/// What the binary mounts once for all who read: the tables and their words. Nothing is done or shown here.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        name: "people",
        zone: Zone::Humanitarian,
        commands: vec![],
        views: vec![],
        projections: views::projections(),
        pages: vec![],
        reactions: vec![],
        permissions: "allow = []",
        locales: LOCALES,
    }
}

/// The words about people that several capabilities use.
pub const LOCALES: Locales = Locales {
    ar: include_str!("../locales/ar.ftl"),
    fr: include_str!("../locales/fr.ftl"),
    en: include_str!("../locales/en.ftl"),
};
