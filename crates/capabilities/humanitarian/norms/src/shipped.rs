//! The list of norms that the product ships (data/norms), read once.

use kernel::Date;
use provision::{Item, Norm, NormList, Phase};
use std::sync::LazyLock;

const LIST: &str = include_str!("../../../../../data/norms/norms.toml");

// A faulty file gives no list: the test of the shipped file names its fault.
static READ: LazyLock<Option<NormList>> = LazyLock::new(|| NormList::parse(LIST).ok());

/// What is measured.
pub(crate) fn items() -> &'static [Item] {
    READ.as_ref().map_or(&[], |list| &list.items)
}

/// An item by its code.
pub(crate) fn item(code: &str) -> Option<&'static Item> {
    READ.as_ref()?.item(code)
}

/// Whether there is a norm of this code, in any edition.
pub(crate) fn is_norm(code: &str) -> bool {
    READ.as_ref().is_some_and(|list| list.norms.iter().any(|norm| norm.code == code))
}

/// The norms that are applied in a phase on a day, each with its item, the most urgent first.
pub(crate) fn applied(phase: Phase, day: Date) -> Vec<(&'static Norm, &'static Item)> {
    let list = READ.as_ref();
    let pairs =
        |list: &'static NormList| list.all_applied(phase, day).filter_map(|norm| Some((norm, list.item(&norm.item)?)));
    list.map(|list| pairs(list).collect()).unwrap_or_default()
}

/// Every edition of a norm, the newest first.
pub(crate) fn editions(code: &str) -> Vec<&'static Norm> {
    let list = READ.as_ref().map_or(&[][..], |list| &list.norms);
    let mut of: Vec<&Norm> = list.iter().filter(|norm| norm.code == code).collect();
    of.sort_by_key(|norm| std::cmp::Reverse(norm.valid_from));
    of
}
