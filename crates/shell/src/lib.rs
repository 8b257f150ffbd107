#![doc = include_str!("../README.md")]

pub mod capability;
pub mod http;
pub mod i18n;
pub mod render;
mod session;
pub mod signin;
pub mod visit;

pub use capability::{Capability, Locales, PageDef};
pub use http::{
    api, assets, frame, multipart, openapi, outbox,
    outbox::Outbox,
    raw::{Entry, Raw, RawReply},
    server,
    server::{App, Doors},
};
pub use i18n::{Catalogue, Language, Words};
pub use render::{chart, export, field, form, form::Form, html, html::Html, items, map, photo, places, qr, table};
pub use signin::FrontDoor;
pub use visit::{Page, Reply, Visit};

/// The shell's own words.
pub const LOCALES: Locales = Locales {
    ar: include_str!("../locales/ar.ftl"),
    fr: include_str!("../locales/fr.ftl"),
    en: include_str!("../locales/en.ftl"),
};
