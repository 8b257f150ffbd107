#![doc = include_str!("../README.md")]

pub mod action;
pub mod audit;
pub mod gate;
pub mod matrix;
pub mod role;
pub mod who;

pub use action::{
    Answer, Cell, Column, Command, CommandDef, Done, Here, Kind, Param, Query, Reading, ViewDef, command,
};
pub use gate::{Gate, Request};
pub use matrix::{Allowed, Matrix, Relation, Row};
pub use role::Role;
pub use who::Who;
