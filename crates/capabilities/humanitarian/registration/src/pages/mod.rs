//! Screens.

use shell::PageDef;

/// The pages.
pub fn pages() -> Vec<PageDef> {
    vec![]
}
