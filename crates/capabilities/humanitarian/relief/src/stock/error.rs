//! Why stock cannot be changed so.

use super::line::{MOST_LINES, MOST_QUANTITY};
use kernel::Problem;

/// Why stock cannot be changed so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StockError {
    /// There is no such consignment.
    NotFound,
    /// The user works at no site now.
    NoSite,
    /// There is no such item.
    NoSuchItem,
    /// No line, or too many.
    HowMany,
    /// An item stands in two lines.
    Twice,
    /// A quantity that cannot be.
    Quantity,
    /// It has arrived already.
    Already,
    /// It would be sent to where it is.
    SameSite,
    /// The count differs from what was expected, and nobody says why.
    Unexplained {
        /// What was expected.
        expected: i64,
    },
    /// Neither a consignment nor where it came from.
    NoOrigin,
}

impl From<StockError> for Problem {
    fn from(error: StockError) -> Self {
        match error {
            StockError::NotFound => Problem::not_found(),
            StockError::NoSite => Problem::refused("ACC-001"),
            StockError::NoSuchItem => Problem::field("item", "RLF-002"),
            StockError::HowMany => Problem::field("lines", "RLF-003").with("most", MOST_LINES),
            StockError::Twice => Problem::field("lines", "RLF-012"),
            StockError::Quantity => Problem::field("lines", "RLF-004").with("most", MOST_QUANTITY),
            StockError::Already => Problem::conflict("RLF-013"),
            StockError::SameSite => Problem::field("to", "RLF-016"),
            StockError::Unexplained { expected } => Problem::field("why", "RLF-017").with("expected", expected),
            StockError::NoOrigin => Problem::field("from", "GEN-001"),
        }
    }
}
