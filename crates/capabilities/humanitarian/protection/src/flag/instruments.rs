//! The instruments and the list of needs that the product ships (data/screening, data/needs), read once.

use screening::{Code, Need, NeedList, Sheet};
use std::sync::LazyLock;

const SHEETS: [&str; 3] = [
    include_str!("../../../../../../data/screening/arrival.toml"),
    include_str!("../../../../../../data/screening/child.toml"),
    include_str!("../../../../../../data/screening/wg_short_set.toml"),
];
const NEEDS: &str = include_str!("../../../../../../data/needs/needs.toml");

// A faulty file gives no sheet: the test of the shipped files names its fault.
static READ: LazyLock<Vec<Sheet>> =
    LazyLock::new(|| SHEETS.iter().filter_map(|text| Sheet::parse(text).ok()).collect());
static LIST: LazyLock<Option<NeedList>> = LazyLock::new(|| NeedList::parse(NEEDS).ok());

/// Every sheet.
pub(crate) fn sheets() -> &'static [Sheet] {
    &READ
}

/// A sheet in one version.
pub(crate) fn sheet(code: &Code, version: u16) -> Option<&'static Sheet> {
    sheets().iter().find(|sheet| sheet.code == *code && sheet.version == version)
}

/// The codes of specific needs.
pub(crate) fn needs() -> &'static [Need] {
    LIST.as_ref().map_or(&[], |list| &list.needs)
}

/// A specific need by its code.
pub(crate) fn need(code: &str) -> Option<&'static Need> {
    needs().iter().find(|need| need.code == code)
}
