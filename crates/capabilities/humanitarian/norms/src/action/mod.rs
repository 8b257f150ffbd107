//! Actions against a gap: who does what until when.

mod cancel_action;
mod finish_action;
mod plan_action;

pub use cancel_action::CancelAction;
pub use finish_action::FinishAction;
#[cfg(test)]
pub(crate) use plan_action::tests;
pub use plan_action::{ActionError, PlanAction};
