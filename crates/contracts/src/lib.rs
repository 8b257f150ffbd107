//! Facts that cross a capability's border. One file per giver; each kind has a schema snapshot in `schemas/`.

pub mod handover;
pub mod site;
pub mod stay;
pub mod token;
