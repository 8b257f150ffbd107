//! Second line: where a person is looked at with more time and a reason.

pub mod answer_adverse_outcome;
pub mod decide_second_line;
pub mod propose_adverse_outcome;
pub mod reason;
pub mod refer_to_second_line;
pub mod state;
