//! Sheets: proposed, published by a second person, withdrawn.

mod example;
mod propose_sheet;
mod refusal;
mod rule_on_sheet;
mod standing;
mod state;
mod withdraw_sheet;

pub(crate) use example::example;
#[cfg(test)]
pub(crate) use example::tests_support;
pub use propose_sheet::ProposeSheet;
pub use refusal::Refusal;
pub use rule_on_sheet::RuleOnSheet;
pub(crate) use standing::Standing;
pub(crate) use state::{Version, name_of, ships, stream_of};
pub use withdraw_sheet::WithdrawSheet;
