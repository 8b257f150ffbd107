//! The checks that a list passes before it is used.

use crate::{Item, Names, Norm, NormList};
use std::{collections::BTreeSet, fmt};

/// A fault of a list of norms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Which fault.
    pub kind: FaultKind,
    /// Where: `norm WATER 2018`.
    pub place: String,
    /// What stands there, or what was expected.
    pub what: String,
}

/// What can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// Not TOML, or not of the shape of a list.
    Unreadable,
    /// A code is not of capitals, digits and hyphens.
    Code,
    /// Two items of one code.
    Twice,
    /// Words are missing in a language.
    Language,
    /// A norm asks for an item that the list does not have.
    NoSuchItem,
    /// A norm asks for a part of an item that is not measured apart.
    Part,
    /// The target asks for less than the minimum.
    Target,
    /// It ends before it begins, or is for no phase.
    Days,
    /// Two norms of one code are applied in one phase on one day.
    Overlap,
}

impl FaultKind {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            FaultKind::Unreadable => "NRM-101",
            FaultKind::Code => "NRM-102",
            FaultKind::Twice => "NRM-103",
            FaultKind::Language => "NRM-104",
            FaultKind::NoSuchItem => "NRM-105",
            FaultKind::Part => "NRM-106",
            FaultKind::Target => "NRM-107",
            FaultKind::Days => "NRM-108",
            FaultKind::Overlap => "NRM-109",
        }
    }
}

impl Fault {
    pub(crate) fn unreadable(what: &str) -> Self {
        fault(FaultKind::Unreadable, "list", what)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.kind.code(), self.place, self.what)
    }
}

fn fault(kind: FaultKind, place: &str, what: &str) -> Fault {
    Fault { kind, place: place.to_owned(), what: what.to_owned() }
}

/// Every fault of a list that has the shape of one.
pub(crate) fn faults(list: &NormList) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut seen = BTreeSet::new();
    for item in &list.items {
        item_faults(item, &mut faults);
        if !seen.insert(&item.code) {
            faults.push(fault(FaultKind::Twice, &format!("item {}", item.code), "there are two of this code"));
        }
    }
    for (n, norm) in list.norms.iter().enumerate() {
        norm_faults(list, norm, &mut faults);
        if list.norms.iter().skip(n + 1).any(|later| overlap(norm, later)) {
            let what = "another of this code is applied in the same phase on the same day";
            faults.push(fault(FaultKind::Overlap, &place(norm), what));
        }
    }
    faults
}

fn item_faults(item: &Item, faults: &mut Vec<Fault>) {
    let place = format!("item {}", item.code);
    if !is_code(&item.code) {
        faults.push(fault(FaultKind::Code, &place, "a code is of capitals, digits and hyphens, at most 20"));
    }
    let unit = !item.unit.is_empty() && item.unit.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    if !unit {
        faults.push(fault(FaultKind::Code, &place, "a unit is of small letters"));
    }
    language(&item.text, &place, faults);
}

fn norm_faults(list: &NormList, norm: &Norm, faults: &mut Vec<Fault>) {
    let place = place(norm);
    if !is_code(&norm.code) {
        faults.push(fault(FaultKind::Code, &place, "a code is of capitals, digits and hyphens, at most 20"));
    }
    language(&norm.text, &place, faults);
    if let Some(note) = &norm.note {
        language(note, &place, faults);
    }
    if [&norm.source, &norm.edition].iter().any(|text| text.trim().is_empty()) {
        faults.push(fault(FaultKind::Language, &place, "its source or edition is missing"));
    }
    match list.item(&norm.item) {
        None => faults.push(fault(FaultKind::NoSuchItem, &place, &format!("no item {}", norm.item))),
        Some(item) if norm.part.is_some() && !item.by_sex => {
            faults.push(fault(FaultKind::Part, &place, &format!("{} is not measured by sex", norm.item)));
        }
        Some(_) => {}
    }
    let (least, most) = if norm.basis.is_limit() { (norm.aim(), norm.minimum) } else { (norm.minimum, norm.aim()) };
    if !most.is_at_least(least) {
        faults.push(fault(FaultKind::Target, &place, "the target asks for less than the minimum"));
    }
    if norm.valid_to.is_some_and(|to| to < norm.valid_from) {
        faults.push(fault(FaultKind::Days, &place, "valid_to is before valid_from"));
    }
    if norm.phases.is_empty() {
        faults.push(fault(FaultKind::Days, &place, "it is for no phase"));
    }
}

fn place(norm: &Norm) -> String {
    format!("norm {} {}", norm.code, norm.edition)
}

fn is_code(code: &str) -> bool {
    let of = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-';
    (1..=20).contains(&code.len()) && code.bytes().all(of)
}

fn language(text: &Names, place: &str, faults: &mut Vec<Fault>) {
    if [&text.ar, &text.fr, &text.en].iter().any(|text| text.trim().is_empty()) {
        faults.push(fault(FaultKind::Language, place, "its words are missing in a language"));
    }
}

fn overlap(a: &Norm, b: &Norm) -> bool {
    let phase = a.phases.iter().any(|phase| b.phases.contains(phase));
    let before = |x: &Norm, y: &Norm| x.valid_to.is_some_and(|to| to < y.valid_from);
    a.code == b.code && phase && !before(a, b) && !before(b, a)
}
