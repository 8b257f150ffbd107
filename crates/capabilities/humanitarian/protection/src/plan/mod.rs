//! What is done in a case: actions, notes, decisions.

mod finish_action;
mod plan_action;
mod propose_decision;
mod rule_on_decision;
mod write_note;

pub use finish_action::FinishAction;
pub use plan_action::PlanAction;
pub use propose_decision::ProposeDecision;
pub use rule_on_decision::RuleOnDecision;
pub use write_note::WriteNote;
