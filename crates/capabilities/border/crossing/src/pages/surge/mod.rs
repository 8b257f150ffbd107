//! Groups in surge mode: the desk, the ticket, the list.

pub mod desk;
pub mod group;
pub mod ticket;
