//! The card: a number and a signed code that show that a household was registered, and nothing else.

mod issue_card;
mod replace_card;
mod revoke_card;
mod state;

pub use contracts::registration::CardEnd;
pub use issue_card::{CardError, IssueCard};
pub use replace_card::ReplaceCard;
pub use revoke_card::RevokeCard;
pub use state::Card;
