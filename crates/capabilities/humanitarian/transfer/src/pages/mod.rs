//! Screens of whoever sends and whoever awaits people: convoys, a form to announce one, one convoy from its list to the last person
//! explained, the list on paper, and what waits for a person.

mod announce;
mod change;
mod convoy;
mod convoys;
mod items;
mod manifest;
mod parts;

use shell::PageDef;

/// The pages.
pub fn pages() -> Vec<PageDef> {
    vec![
        convoys::CONVOYS,
        announce::ANNOUNCE,
        announce::PLAN,
        convoy::CONVOY,
        change::CHANGE,
        manifest::MANIFEST,
        items::ITEMS,
    ]
}
