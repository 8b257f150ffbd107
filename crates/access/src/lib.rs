#![doc = include_str!("../README.md")]

pub mod account;
pub mod action;
pub use views::audit;
pub mod gate;
pub mod matrix;
pub mod role;
pub mod signin;
pub mod views;
pub mod who;

pub use action::{
    Answer, Cell, Column, Command, CommandDef, Done, Here, Kind, Param, Query, Reading, ViewDef, command,
};
pub use gate::{Gate, Request};
pub use matrix::{Allowed, Matrix, Relation, Row};
pub use role::Role;
pub use signin::{first, lockout, session};
pub use who::Who;

/// The views of access that every zone's log needs.
pub const ACCESS_VIEWS: [log::View; 1] = [audit::AUDIT_VIEW];
/// The further views of access in the shared zone.
pub const ACCESS_SHARED_VIEWS: [log::View; 2] = [views::ACCOUNT_VIEW, views::ATTEMPT_VIEW];
