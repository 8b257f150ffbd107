//! The token on a ticket, as facts and commands write it.

use contracts::token::Token;
use log::At;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::{borrow::Cow, fmt};

/// A token; read from anything a scanner or a hand types, refused with `CRO-025` when a character was misread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema)]
pub struct TicketToken(#[schemars(with = "String")] pub Token);

/// A token that nobody has yet.
#[must_use]
pub fn fresh_token(at: &At) -> TicketToken {
    TicketToken(Token::mint(at.random(1)))
}

impl fmt::Display for TicketToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for TicketToken {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for TicketToken {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Cow::<'de, str>::deserialize(from)?.parse().map(Self).map_err(|_| D::Error::custom("CRO-025"))
    }
}
