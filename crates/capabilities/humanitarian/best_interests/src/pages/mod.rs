//! What people see.

mod acts;
mod child;
mod find;
mod list;
mod said;
mod show;
mod shown;

use shell::PageDef;

/// The pages.
pub fn pages() -> Vec<PageDef> {
    vec![list::LIST, find::FIND, child::CHILD, show::SHOW]
}
