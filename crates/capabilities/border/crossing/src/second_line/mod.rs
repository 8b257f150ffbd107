//! Second line: where a person is looked at with more time and a reason.

pub mod decide_second_line;
pub mod reason;
pub mod record_adverse_outcome;
pub mod refer_to_second_line;
pub mod state;
