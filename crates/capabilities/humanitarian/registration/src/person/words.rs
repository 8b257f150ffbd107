//! The few-word answers about a person, as they stand in data.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! words {
    ($($(#[$doc:meta])* $type:ident { $($(#[$word_doc:meta])* $name:ident = $text:literal),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum $type { $($(#[$word_doc])* $name),+ }

        impl $type {
            /// Every value.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];
            /// Every value's name in data.
            pub const NAMES: &'static [&'static str] = &[$($text),+];

            /// Its name in data.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $text),+ }
            }
        }
    )+};
}

words! {
    /// What a person may agree to, each asked by itself. Registration itself rests on the mandate to protect, not on consent:
    /// nobody who flees is free to refuse it (IOM Data Protection Manual, principle 4).
    ConsentPurpose {
        /// Organisations that assist may learn of the household.
        Assistance = "assistance",
        /// The record may be compared with those of people who look for relatives.
        Tracing = "tracing",
        /// A photo is taken and kept.
        Photo = "photo",
        /// The person may be called or written to.
        Contact = "contact",
    }
    /// Who answered.
    ConsentGiver {
        /// The person.
        Oneself = "oneself",
        /// A parent or caregiver, for a child.
        Caregiver = "caregiver",
    }
    /// How two persons stand to each other.
    LinkKind {
        /// The first is mother or father of the second.
        ParentOf = "parent_of",
        /// The first looks after the second in fact.
        CaregiverOf = "caregiver_of",
        /// The two are married.
        SpouseOf = "spouse_of",
        /// The two travel together and want to stay so.
        TravelsWith = "travels_with",
        /// Both records are of one person. Reversible; nothing is merged.
        SameAs = "same_as",
        /// The records are of two persons, however alike they look.
        NotSameAs = "not_same_as",
    }
    /// On what a link rests.
    LinkBasis {
        /// Somebody of them said so.
        Declared = "declared",
        /// A document shows it.
        Document = "document",
        /// Staff saw it.
        Observed = "observed",
    }
    /// How the receipt was given.
    ReceiptForm {
        /// On paper.
        Printed = "printed",
        /// Read aloud.
        ReadAloud = "read_aloud",
    }
    /// Why a person is erased.
    ErasureBasis {
        /// The person asked.
        Requested = "requested",
        /// The time for which it was kept is over.
        RetentionOver = "retention_over",
        /// It should never have been recorded.
        RecordedWrongly = "recorded_wrongly",
    }
}

impl LinkKind {
    /// Whether it reads the same from both sides.
    #[must_use]
    pub const fn is_mutual(self) -> bool {
        !matches!(self, LinkKind::ParentOf | LinkKind::CaregiverOf)
    }

    /// The link that it contradicts, if any.
    #[must_use]
    pub const fn opposite(self) -> Option<Self> {
        match self {
            LinkKind::SameAs => Some(LinkKind::NotSameAs),
            LinkKind::NotSameAs => Some(LinkKind::SameAs),
            _ => None,
        }
    }
}

/// A link's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct LinkId(#[schemars(with = "String")] pub Uuid);

impl From<Uuid> for LinkId {
    fn from(id: Uuid) -> Self {
        Self(id)
    }
}

impl fmt::Display for LinkId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for LinkId {
    type Err = kernel::id::BadId;
    fn from_str(text: &str) -> Result<Self, kernel::id::BadId> {
        Uuid::try_parse(text.trim()).map(Self).map_err(|_| kernel::id::BadId)
    }
}
