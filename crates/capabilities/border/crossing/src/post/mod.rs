//! A post and its lanes.

pub mod close_lane;
pub mod count_queue;
pub mod open_lane;
pub mod set_up_post;
pub mod state;
pub mod switch_surge_mode;
