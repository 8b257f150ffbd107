#![doc = include_str!("../README.md")]

pub mod api;
pub mod assets;
pub mod capability;
pub mod chart;
pub mod export;
pub mod field;
pub mod form;
pub mod frame;
pub mod html;
pub mod i18n;
pub mod openapi;
pub mod outbox;
pub mod qr;
pub mod server;
pub mod table;
pub mod visit;

pub use capability::{Capability, Locales, PageDef};
pub use form::Form;
pub use html::Html;
pub use i18n::{Catalogue, Language, Words};
pub use outbox::Outbox;
pub use server::{App, Doors, Entry};
pub use visit::{Page, Reply, Visit};

/// The shell's own words.
pub const LOCALES: Locales = Locales {
    ar: include_str!("../locales/ar.ftl"),
    fr: include_str!("../locales/fr.ftl"),
    en: include_str!("../locales/en.ftl"),
};
