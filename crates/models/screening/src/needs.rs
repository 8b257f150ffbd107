//! The codes of specific needs: a versioned list, data and never an enum, because its authorities replace parts of it.

use crate::{Fault, FaultKind, Part, Phrase, Place, fault::fault};
use kernel::Date;
use serde::Deserialize;
use std::collections::BTreeSet;

/// A list of codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeedList {
    /// Its edition.
    pub edition: String,
    /// The codes, in the order of the file.
    pub needs: Vec<Need>,
}

/// A code of a specific need.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Need {
    /// The code: `SC-UC`.
    pub code: String,
    /// What it means.
    pub text: Phrase,
    /// From which day it is used.
    pub valid_from: Date,
    /// Until which day.
    pub valid_to: Option<Date>,
    /// Whether a public source was found that says what it means; shown with the code.
    #[serde(default)]
    pub verified: bool,
    /// Whether only the circle of the person's case may know of it.
    #[serde(default)]
    pub restricted: bool,
    /// What should be known about it.
    pub note: Option<String>,
}

impl Need {
    /// The group: what stands before the hyphen.
    #[must_use]
    pub fn group(&self) -> &str {
        self.code.split('-').next().unwrap_or(&self.code)
    }

    /// Whether it is used on a day.
    #[must_use]
    pub fn is_valid_on(&self, day: Date) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|to| day <= to)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    edition: String,
    need: Vec<Need>,
}

impl NeedList {
    /// Reads and checks a list.
    ///
    /// # Errors
    /// Every fault, each with its code and place.
    pub fn parse(toml: &str) -> Result<Self, Vec<Fault>> {
        let file: File = toml::from_str(toml)
            .map_err(|error| vec![fault(FaultKind::Unreadable, Place::whole(Part::List), error.message())])?;
        let mut faults = Vec::new();
        let mut seen = BTreeSet::new();
        for need in &file.need {
            let place = || Place::of(Part::Need, &need.code);
            let shaped = need.code.len() <= 10
                && need.code.split('-').count() == 2
                && need.code.split('-').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_uppercase()));
            if !shaped {
                faults.push(fault(FaultKind::Limit, place(), "code"));
            }
            if !seen.insert(&need.code) {
                faults.push(fault(FaultKind::Twice, place(), &need.code));
            }
            if need.valid_to.is_some_and(|to| to < need.valid_from) {
                faults.push(fault(FaultKind::Days, place(), "valid_to"));
            }
            for (language, text) in [("ar", &need.text.ar), ("fr", &need.text.fr), ("en", &need.text.en)] {
                if text.trim().is_empty() {
                    faults.push(fault(FaultKind::Language, place(), language));
                }
            }
        }
        if faults.is_empty() { Ok(Self { edition: file.edition, needs: file.need }) } else { Err(faults) }
    }

    /// A need by its code.
    #[must_use]
    pub fn need(&self, code: &str) -> Option<&Need> {
        self.needs.iter().find(|need| need.code == code)
    }
}
