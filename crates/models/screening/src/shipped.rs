//! The instruments and the list of needs that the product ships (`data/screening`, `data/needs`), read once. A shipped sheet is an edition
//! that exists from the start; it stays for good, because screenings were taken with it: a changed one is a new file.

use crate::{Digest, Edition, Need, NeedList, Sheet};
use std::sync::LazyLock;

const SHEETS: [&str; 3] = [
    include_str!("../../../../data/screening/arrival.toml"),
    include_str!("../../../../data/screening/child.toml"),
    include_str!("../../../../data/screening/wg_short_set.toml"),
];
const NEEDS: &str = include_str!("../../../../data/needs/needs.toml");

/// A shipped sheet.
#[derive(Debug, Clone)]
pub struct Shipped {
    /// Its text.
    pub text: &'static str,
    /// Itself; it can be withdrawn like any other, which is not known here.
    pub edition: Edition,
}

// A faulty file gives no sheet: the test of the shipped files names its fault.
static READ: LazyLock<Vec<Shipped>> = LazyLock::new(|| SHEETS.iter().filter_map(|text| read(text)).collect());
static LIST: LazyLock<NeedList> =
    LazyLock::new(|| NeedList::parse(NEEDS).unwrap_or(NeedList { edition: String::new(), needs: Vec::<Need>::new() }));

fn read(text: &'static str) -> Option<Shipped> {
    let sheet = Sheet::parse(text).ok()?;
    Some(Shipped { text, edition: Edition { digest: Digest::of(text), withdrawn_from: None, sheet } })
}

/// Every shipped sheet.
#[must_use]
pub fn shipped() -> &'static [Shipped] {
    &READ
}

/// The shipped list of needs.
#[must_use]
pub fn shipped_needs() -> &'static NeedList {
    &LIST
}
