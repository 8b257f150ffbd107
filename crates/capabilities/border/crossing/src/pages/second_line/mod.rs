//! The second-line desk.

pub mod referral;
