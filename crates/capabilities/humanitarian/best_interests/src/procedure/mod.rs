//! The procedure: from the first reason to the closing.

mod ask_closing;
mod assessment;
mod give_procedure;
mod list_document;
mod open_procedure;
mod rule_on_step;
mod state;
mod tell_child;

pub use ask_closing::AskClosing;
pub use assessment::{Assessment, WriteAssessment};
pub use give_procedure::GiveProcedure;
pub use list_document::{Document, ListDocument};
pub use open_procedure::OpenProcedure;
pub use rule_on_step::{RuleOnStep, Step};
pub use state::{Closing, Heard, Procedure, Ruling};
pub use tell_child::TellChild;

#[cfg(test)]
pub(crate) use state::tests_support;
