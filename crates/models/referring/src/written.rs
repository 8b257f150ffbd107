//! What is written for a referral: the social worker's answers, the consent, and the lines that leave.

use crate::words::{Category, ConsentForm, ConsentGiver, Field, Priority};
use kernel::{LanguageCode, OrganisationId, Text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// One time that a referral was sent. The organisation knows it by this id and not by the referral's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct SendingId(#[schemars(with = "String")] pub Uuid);

impl From<Uuid> for SendingId {
    fn from(id: Uuid) -> Self {
        Self(id)
    }
}

impl fmt::Display for SendingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for SendingId {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Self, uuid::Error> {
        Uuid::try_parse(text.trim()).map(Self)
    }
}

/// What the social worker writes for this referral. None of it leaves unless it is chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Answers {
    /// Why the person is referred.
    pub reason: Text<800>,
    /// What help is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<Text<400>>,
    /// What was already given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given: Option<Text<400>>,
    /// How the person can be reached safely.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub safe_contact: Option<Text<200>>,
    /// What must be thought of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needs: Option<Text<400>>,
}

impl Answers {
    /// The lines that these answers could give.
    #[must_use]
    pub fn lines(&self) -> Vec<Line> {
        let line = |field, value: Option<&str>| value.map(|value| Line { field, value: value.to_owned() });
        [
            line(Field::SafeContact, self.safe_contact.as_ref().map(Text::as_str)),
            line(Field::Reason, Some(self.reason.as_str())),
            line(Field::Help, self.help.as_ref().map(Text::as_str)),
            line(Field::Given, self.given.as_ref().map(Text::as_str)),
            line(Field::Needs, self.needs.as_ref().map(Text::as_str)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

impl Answers {
    /// Valid ones, for the API document and for tests.
    #[must_use]
    #[expect(clippy::unwrap_used, reason = "constants, parsed in every test run")]
    pub fn example() -> Self {
        Self {
            reason: Text::parse("Pregnant in the eighth month, no check-up since July").unwrap(),
            help: Text::parse("Antenatal care").ok(),
            given: None,
            safe_contact: Text::parse("Through the women's committee, block C").ok(),
            needs: Text::parse("Speaks Masalit; a woman as interpreter").ok(),
        }
    }
}

/// What a person, or whoever may, answered to the question whether this may be passed on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Consent {
    /// Yes or no.
    pub agreed: bool,
    /// Who answered.
    pub by: ConsentGiver,
    /// How.
    pub form: ConsentForm,
    /// The language in which it was asked.
    pub language: LanguageCode,
    /// To whom it may go.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub organisations: Vec<OrganisationId>,
    /// What may go.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Field>,
}

/// One line that leaves: codes as codes, so that the receiver reads it in the receiver's own language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// What.
    pub field: Field,
    /// How it is.
    pub value: String,
}

/// The chosen lines, in the order of [`Field::ALL`].
#[must_use]
pub fn chosen(lines: &[Line], fields: &[Field]) -> Vec<Line> {
    let mut out: Vec<Line> = lines.iter().filter(|line| fields.contains(&line.field)).cloned().collect();
    out.sort();
    out
}

/// A referral as it came from outside: on paper, or from another system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// What the sender calls it.
    pub sending: SendingId,
    /// From where.
    pub from: Text<120>,
    /// What help.
    pub category: Category,
    /// How soon.
    pub priority: Priority,
    /// What is said of the person.
    pub content: Vec<GivenLine>,
}

/// One line of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GivenLine {
    /// What.
    pub field: Field,
    /// How it is.
    pub value: Text<800>,
}

/// An id that follows from a text: the same text always has the same.
#[must_use]
pub fn derived(what: &str, text: &str) -> Uuid {
    let mut id = [0; 16];
    blake3::Hasher::new_derive_key("manara 2026 referring derived id v1")
        .update(what.as_bytes())
        .update(&[0])
        .update(text.as_bytes())
        .finalize_xof()
        .fill(&mut id);
    uuid::Builder::from_custom_bytes(id).into_uuid()
}
