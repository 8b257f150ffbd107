//! Why somebody acts or reads. Every command, every view and every audit fact names one (purpose limitation:
//! IOM Data Protection Manual 2010, principle 2; UNHCR data protection policy 2015).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

macro_rules! purposes {
    ($($(#[$doc:meta])* $name:ident = $text:literal),+ $(,)?) => {
        /// A purpose of use.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum Purpose { $($(#[$doc])* $name),+ }

        impl Purpose {
            /// Every purpose.
            pub const ALL: &'static [Purpose] = &[$(Purpose::$name),+];

            /// Its name in data.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Purpose::$name => $text),+ }
            }
        }
    };
}

purposes! {
    /// Orderly, lawful processing of movements.
    BorderControl = "border_control",
    /// Registering people and giving them proof of it.
    Registration = "registration",
    /// Protecting people at risk.
    Protection = "protection",
    /// Shelter, food, items, care.
    Assistance = "assistance",
    /// Counts without persons.
    Statistics = "statistics",
    /// Accounts, sites and settings.
    Administration = "administration",
    /// A person's own rights over their data.
    DataSubjectRights = "data_subject_rights",
    /// Oversight of how data is used.
    Oversight = "oversight",
    /// The system itself: reactions, projections, retention.
    System = "system",
}

impl fmt::Display for Purpose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The text names no purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoSuchPurpose;

impl FromStr for Purpose {
    type Err = NoSuchPurpose;
    fn from_str(text: &str) -> Result<Self, NoSuchPurpose> {
        Purpose::ALL.iter().copied().find(|p| p.name() == text).ok_or(NoSuchPurpose)
    }
}
