//! A case ends, and may begin again.

mod ask_closure;
mod reopen_case;
mod rule_on_closure;

pub use ask_closure::AskClosure;
pub use reopen_case::ReopenCase;
pub use rule_on_closure::RuleOnClosure;
