//! Screens.

mod conditions;
mod faults;
mod list;
mod preview;
mod propose;
mod show;

use shell::PageDef;

/// The pages.
pub fn pages() -> Vec<PageDef> {
    vec![list::LIST, propose::PROPOSE, show::SHOW]
}
