//! Cases: what they are about, who owns them, who answers for them.

mod add_subject;
mod assign_case;
mod name_supervisor;
mod open_case;
mod state;

pub use add_subject::AddSubject;
pub use assign_case::AssignCase;
pub use name_supervisor::NameSupervisor;
pub use open_case::OpenCase;
pub use state::{Case, CaseState, Decision, Offer};

#[cfg(test)]
pub(crate) use state::tests_support;
