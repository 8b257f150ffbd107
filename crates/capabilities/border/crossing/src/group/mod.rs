//! Groups pre-registered in surge mode.

pub mod hand_over_group;
pub mod need;
pub mod pre_register_group;
pub mod state;
pub mod ticket;
