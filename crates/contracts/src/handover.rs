//! The hand-over from the border to the humanitarian side: a token and an urgent-need flag. Nothing else crosses
//! (invariant 2), so nothing else has a field here.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Facts of a hand-over; its stream is derived from the token on the humanitarian side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum HandoverFact {
    /// A person or group was sent on to registration.
    HandedOver {
        /// What is printed on the slip of paper they carry.
        token: String,
        /// Whether somebody among them needs help at once.
        urgent: bool,
    },
}

/// A token as it is compared: without its prefix, in capitals, letters and digits only.
#[must_use]
pub fn plain_token(token: &str) -> String {
    let token = kernel::text::latin_digits(token.trim()).to_ascii_uppercase();
    let token = token.strip_prefix("MN1:").unwrap_or(&token);
    token.chars().filter(char::is_ascii_alphanumeric).collect()
}
