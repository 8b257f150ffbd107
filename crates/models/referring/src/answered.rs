//! What an organisation answered to a sending, as it travels back on paper or in a file. Names are short: paper is small.

use crate::{
    words::{Decline, Outcome, Stage},
    written::SendingId,
};
use kernel::{Date, Text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Answered {
    /// To which sending.
    #[serde(rename = "s")]
    pub sending: SendingId,
    /// How far it is.
    #[serde(rename = "g")]
    pub stage: Stage,
    /// By when help is expected.
    #[serde(rename = "e", default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<Date>,
    /// Why not.
    #[serde(rename = "w", default, skip_serializing_if = "Option::is_none")]
    pub declined: Option<Decline>,
    /// How it ended.
    #[serde(rename = "o", default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// What the referrer should know.
    #[serde(rename = "n", default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text<800>>,
}

impl Answered {
    /// An example.
    #[must_use]
    pub fn example(sending: SendingId) -> Self {
        let note = Text::parse("comes on Monday").ok();
        Self { sending, stage: Stage::Accepted, expected: None, declined: None, outcome: None, note }
    }
}

/// A note to the referrer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// With which answer.
    pub with: Stage,
    /// What.
    pub text: Text<800>,
}
