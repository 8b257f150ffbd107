#![doc = include_str!("../README.md")]

pub mod account;
pub mod action;
pub mod approval;
pub mod coverage;
pub mod disclosure;
pub mod gate;
pub mod matrix;
mod parse;
pub mod role;
pub mod signin;
pub mod two_persons;
pub mod views;
pub mod who;

pub use action::{
    Answer, Cell, Column, Command, CommandDef, Done, Here, Kind, Param, Query, Reading, ViewDef, command,
};
pub use gate::{Gate, Request};
pub use matrix::{Allowed, Matrix, Relation, Row};
pub use role::Role;
pub use signin::{first, lockout, session};
pub use views::audit;
pub use who::Who;

/// The views of access that every zone's log needs.
pub const ACCESS_VIEWS: [log::View; 2] = [views::AUDIT_VIEW, views::APPROVAL_VIEW];
/// The further views of access in the shared zone.
pub const ACCESS_SHARED_VIEWS: [log::View; 2] = [views::ACCOUNT_VIEW, views::ATTEMPT_VIEW];

/// The words of its errors: Arabic, French, English.
pub const LOCALES: (&str, &str, &str) =
    (include_str!("../locales/ar.ftl"), include_str!("../locales/fr.ftl"), include_str!("../locales/en.ftl"));
