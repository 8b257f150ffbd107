//! The few-word answers of this capability as they stand in data, and its ids.

use kernel::{StreamId, SubjectId, id::BadId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

kernel::code_words! {
    /// What a case is about.
    CaseType {
        /// Protection of an adult or a family.
        Protection = "protection",
        /// Protection of a child.
        Child = "child",
        /// Gender-based violence. Restricted.
        Gbv = "gbv",
        /// Trafficking. Restricted.
        Trafficking = "trafficking",
        /// Medical.
        Medical = "medical",
        /// Tracing of relatives.
        Tracing = "tracing",
    }
    /// How a case ended.
    Outcome {
        /// What was planned is reached.
        Reached = "reached",
        /// Another organisation goes on with it.
        Transferred = "transferred",
        /// The person went away.
        Left = "left",
        /// The person wants no more.
        Declined = "declined",
        /// The person died.
        Died = "died",
        /// It was opened wrongly.
        Mistake = "mistake",
    }
    /// How an action of the plan ended.
    ActionEnd {
        /// It was done.
        Done = "done",
        /// It is no longer needed, or could not be done.
        Dropped = "dropped",
    }
    /// Who reads a note.
    NoteReaders {
        /// Whoever may see the case.
        Case = "case",
        /// Its owner and its supervisor.
        Circle = "circle",
        /// Who wrote it.
        Author = "author",
    }
    /// Where a specific need stands.
    NeedStatus {
        /// Somebody should look into it.
        Suspected = "suspected",
        /// Somebody did, and it is so.
        Confirmed = "confirmed",
        /// It is met.
        Addressed = "addressed",
        /// It was not looked at in time, or is no longer so.
        Expired = "expired",
        /// It is not so.
        Overruled = "overruled",
    }
}

impl CaseType {
    /// Whether only the owner and the named supervisor may know that there is such a case.
    #[must_use]
    pub const fn is_restricted(self) -> bool {
        matches!(self, CaseType::Gbv | CaseType::Trafficking)
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(transparent)]
        pub struct $name(#[schemars(with = "String")] pub Uuid);

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for StreamId {
            fn from(id: $name) -> Self {
                Self(id.0)
            }
        }

        impl From<$name> for SubjectId {
            fn from(id: $name) -> Self {
                Self(id.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = BadId;
            fn from_str(text: &str) -> Result<Self, BadId> {
                text.parse::<StreamId>().map(|id| Self(id.0))
            }
        }
    )+};
}

ids! {
    /// A case.
    CaseId,
    /// A screening.
    ScreeningId,
    /// A specific need of a person.
    NeedId,
    /// An action, a note or a decision of a case.
    EntryId,
}

impl CaseId {
    /// The number by which colleagues speak of the case: its last eight digits.
    #[must_use]
    pub fn number(self) -> String {
        StreamId(self.0).short()
    }
}
