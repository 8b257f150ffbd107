//! Screening instruments: rule sheets that somebody proposed and somebody else published. Zone humanitarian. A sheet holds no personal data.
//! A published sheet stands whole in its fact, so that whoever reads an old screening can show what was asked, for good.

use kernel::{Date, Text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Which sheet: an instrument in one version with one content.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct SheetName {
    /// The instrument: `child`.
    pub code: Text<40>,
    /// Its version.
    pub version: u16,
    /// The SHA-256 of its text, 64 hexadecimal digits. Two posts without a connection may publish one version with different contents: two
    /// sheets.
    pub digest: Text<64>,
}

/// A fact about a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum InstrumentFact {
    /// Somebody asks to publish it.
    SheetProposed {
        /// Which.
        sheet: SheetName,
        /// The whole file.
        text: String,
    },
    /// A second person did not agree.
    SheetRefused {
        /// Which.
        sheet: SheetName,
        /// Why.
        reason: Text<500>,
    },
    /// A second person agreed: it can be asked from its day on.
    SheetPublished {
        /// Which.
        sheet: SheetName,
        /// From which day it is asked, as its text says.
        valid_from: Date,
        /// The whole file.
        text: String,
    },
    /// It is no longer asked. What was answered to it stays readable.
    SheetWithdrawn {
        /// Which.
        sheet: SheetName,
        /// The first day on which it is no longer asked.
        from: Date,
        /// Why.
        reason: Text<500>,
    },
}

impl InstrumentFact {
    /// Which sheet it is about.
    #[must_use]
    pub const fn sheet(&self) -> &SheetName {
        match self {
            InstrumentFact::SheetProposed { sheet, .. }
            | InstrumentFact::SheetRefused { sheet, .. }
            | InstrumentFact::SheetPublished { sheet, .. }
            | InstrumentFact::SheetWithdrawn { sheet, .. } => sheet,
        }
    }
}
