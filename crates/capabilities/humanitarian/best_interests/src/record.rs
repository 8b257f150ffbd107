//! Why nothing can be done: shared by the commands, so that what must not be known answers like what does not exist.

use kernel::Problem;

/// A refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// There is no such record for this user.
    NotFound,
    /// The procedure is closed.
    Closed,
    /// Who asks must not rule on it, or be both.
    Oneself(&'static str),
    /// It is so already.
    Already,
    /// It is not its turn.
    NotYet,
    /// A day that lies behind, or before another.
    Day(&'static str),
    /// A no needs a reason.
    Why(&'static str),
    /// Nobody is verified without a proof and without the child.
    Unproven,
    /// A child goes to somebody who is not verified only with a reason.
    Unverified,
    /// A panel of too few.
    TooFew,
    /// A step of the procedure is still open.
    StillOpen,
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotFound => Problem::not_found(),
            Refusal::Closed => Problem::conflict("BES-001"),
            Refusal::Oneself(field) => Problem::field(field, "BES-002"),
            Refusal::Already => Problem::conflict("BES-003"),
            Refusal::NotYet => Problem::conflict("BES-004"),
            Refusal::Day(field) => Problem::field(field, "BES-005"),
            Refusal::Why(field) => Problem::field(field, "BES-006"),
            Refusal::Unproven => Problem::field("check.found", "BES-007"),
            Refusal::Unverified => Problem::field("arrangement.urgent", "BES-008"),
            Refusal::TooFew => Problem::field("members", "BES-009"),
            Refusal::StillOpen => Problem::conflict("BES-010"),
        }
    }
}
