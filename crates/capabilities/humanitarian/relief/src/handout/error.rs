//! Why a hand-out cannot be recorded so. None of them judges a person: what the rules say stands beside the hand-out, never in its
//! way.

use kernel::Problem;

/// Most people without a record in one hand-out.
pub const MOST_PEOPLE: u16 = 500;

/// Why a hand-out cannot be recorded so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HandOutError {
    /// There is no such household or hand-out.
    NotFound,
    /// The user works at no site now.
    NoSite,
    /// No household that is known here has this card or number.
    UnknownCode,
    /// It says to several, or to nobody.
    ToWhom,
    /// People without a record: nobody, or too many.
    People,
    /// Somebody named does not belong to the household.
    NotOfHousehold,
    /// The entitlement is not one of this site and item.
    NoSuchEntitlement,
    /// To people without a record, and nobody says who they are.
    NoNote,
    /// It was taken back already.
    Already,
}

impl From<HandOutError> for Problem {
    fn from(error: HandOutError) -> Self {
        match error {
            HandOutError::NotFound => Problem::not_found(),
            HandOutError::NoSite => Problem::refused("ACC-001"),
            HandOutError::UnknownCode => Problem::field("code", "RLF-001"),
            HandOutError::ToWhom => Problem::field("code", "RLF-009"),
            HandOutError::People => Problem::field("people", "RLF-014").with("most", MOST_PEOPLE),
            HandOutError::NotOfHousehold => Problem::field("lines", "RLF-011"),
            HandOutError::NoSuchEntitlement => Problem::field("lines", "RLF-006"),
            HandOutError::NoNote => Problem::field("reason", "GEN-001"),
            HandOutError::Already => Problem::conflict("RLF-008"),
        }
    }
}
