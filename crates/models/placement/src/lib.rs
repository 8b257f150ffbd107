#![doc = include_str!("../README.md")]

mod bound;
mod find;
mod flow;
mod party;
mod plan;
mod policy;
mod room;
mod site;
mod split;
mod table;

pub use find::find;
pub use party::{Bond, Member, Party, Together};
pub use plan::{At, Figures, Plan, Proposal, Why, Without};
pub use policy::{Misfit, Policy, SexRule};
pub use site::{Place, Room, Site, Unit};
