//! The list of norms: items that are measured, and what is due of each. Data and never an enum, because editions follow each other and a
//! State has norms of its own.

use crate::{Fault, Ratio, check};
use kernel::Date;
use serde::Deserialize;

/// A text in the three languages.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// Arabic.
    pub ar: String,
    /// French.
    pub fr: String,
    /// English.
    pub en: String,
}

impl Names {
    /// The text in a language: `ar`, `fr`, anything else English.
    #[must_use]
    pub fn within(&self, language: &str) -> &str {
        match language {
            "ar" => &self.ar,
            "fr" => &self.fr,
            _ => &self.en,
        }
    }
}

kernel::code_words! {
    /// How long after the first arrivals.
    Phase {
        /// Lives are saved; the first weeks or months.
        Emergency = "emergency",
        /// What was put up in haste is replaced.
        Transition = "transition",
        /// People have lived there for long.
        Stable = "stable",
    }
    /// On what the need depends.
    Basis {
        /// On how many people stay.
        Person = "person",
        /// On how many households stay.
        Household = "household",
        /// On nothing: once at each site.
        Site = "site",
        /// A longest way, in metres.
        Distance = "distance",
        /// A longest wait, in minutes.
        Queue = "queue",
    }
    /// For whom a part of what is measured is.
    Part {
        /// For women and girls.
        Women = "women",
        /// For men and boys.
        Men = "men",
    }
}

impl Basis {
    /// Whether the minimum is the most that may be, and not the least that must be.
    #[must_use]
    pub const fn is_limit(self) -> bool {
        matches!(self, Basis::Distance | Basis::Queue)
    }
}

/// Something that is measured at a site.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its code: `WATER`.
    pub code: String,
    /// In what it is measured; its words are under `norms-unit-<unit>`.
    pub unit: String,
    /// Whether what is for women and for men is measured apart.
    #[serde(default)]
    pub by_sex: bool,
    /// After how many days a measurement is stale.
    pub stale_after_days: u16,
    /// What it is.
    pub text: Names,
}

impl Item {
    /// Whether what was measured on `on` is stale on `today`.
    #[must_use]
    pub fn is_stale(&self, on: Date, today: Date) -> bool {
        today.days().saturating_sub(on.days()) > i64::from(self.stale_after_days)
    }
}

/// What people are due of an item.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Norm {
    /// Its code, the same in every phase and edition: `TOILETS-WOMEN`.
    pub code: String,
    /// The item that is measured.
    pub item: String,
    /// The part of it that counts; all of it when absent.
    pub part: Option<Part>,
    /// The phases it is for.
    pub phases: Vec<Phase>,
    /// On what the need depends.
    pub basis: Basis,
    /// The least for each person, household or site; the most for a way or a wait.
    pub minimum: Ratio,
    /// What is aimed at; the minimum when absent.
    pub target: Option<Ratio>,
    /// The document it is taken from, with its place.
    pub source: String,
    /// The edition of that document.
    pub edition: String,
    /// From which day it is applied.
    pub valid_from: Date,
    /// Until which day.
    pub valid_to: Option<Date>,
    /// Whether that document, or a copy of its text, was seen to say so; shown with the norm.
    pub verified: bool,
    /// What it says.
    pub text: Names,
    /// What should be known before it is relied on.
    pub note: Option<Names>,
}

impl Norm {
    /// Whether it is applied on a day.
    #[must_use]
    pub fn is_valid_on(&self, day: Date) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|to| day <= to)
    }

    /// What is aimed at.
    #[must_use]
    pub fn aim(&self) -> Ratio {
        self.target.unwrap_or(self.minimum)
    }
}

/// A list of norms.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NormList {
    /// Its edition.
    pub edition: String,
    /// What is measured, in the order of the file.
    #[serde(rename = "item")]
    pub items: Vec<Item>,
    /// What is due, in the order of the file: the most urgent first.
    #[serde(rename = "norm")]
    pub norms: Vec<Norm>,
}

impl NormList {
    /// Reads and checks a list.
    ///
    /// # Errors
    /// Every fault, each with its code and place.
    pub fn parse(toml: &str) -> Result<Self, Vec<Fault>> {
        let list: Self = toml::from_str(toml).map_err(|error| vec![Fault::unreadable(error.message())])?;
        let faults = check::faults(&list);
        if faults.is_empty() { Ok(list) } else { Err(faults) }
    }

    /// An item by its code.
    #[must_use]
    pub fn item(&self, code: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.code == code)
    }

    /// The norm of a code that is applied in a phase on a day. There is at most one.
    #[must_use]
    pub fn applied(&self, code: &str, phase: Phase, day: Date) -> Option<&Norm> {
        self.all_applied(phase, day).find(|norm| norm.code == code)
    }

    /// Every norm that is applied in a phase on a day.
    pub fn all_applied(&self, phase: Phase, day: Date) -> impl Iterator<Item = &Norm> {
        self.norms.iter().filter(move |norm| norm.phases.contains(&phase) && norm.is_valid_on(day))
    }
}
