//! What people see.

use shell::PageDef;

/// The pages.
#[must_use]
pub fn pages() -> Vec<PageDef> {
    vec![]
}
