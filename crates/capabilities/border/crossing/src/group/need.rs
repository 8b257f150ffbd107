//! Needs that a border officer can see or is told in a few seconds, and that cannot wait. A hint for who is seen first, never
//! a finding: the full list of specific needs belongs to registration.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A need that cannot wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UrgentNeed {
    /// Wounded or ill.
    Medical,
    /// A child with no adult.
    UnaccompaniedChild,
    /// A child with relatives, without parents.
    SeparatedChild,
    /// Pregnant.
    Pregnant,
    /// A disability.
    Disability,
    /// An older person alone.
    OlderAlone,
    /// In visible distress.
    Distress,
}

impl UrgentNeed {
    /// Every need, in the order of forms.
    pub const ALL: [UrgentNeed; 7] = [
        UrgentNeed::Medical,
        UrgentNeed::UnaccompaniedChild,
        UrgentNeed::SeparatedChild,
        UrgentNeed::Pregnant,
        UrgentNeed::Disability,
        UrgentNeed::OlderAlone,
        UrgentNeed::Distress,
    ];

    /// Its name in data.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            UrgentNeed::Medical => "medical",
            UrgentNeed::UnaccompaniedChild => "unaccompanied_child",
            UrgentNeed::SeparatedChild => "separated_child",
            UrgentNeed::Pregnant => "pregnant",
            UrgentNeed::Disability => "disability",
            UrgentNeed::OlderAlone => "older_alone",
            UrgentNeed::Distress => "distress",
        }
    }
}
