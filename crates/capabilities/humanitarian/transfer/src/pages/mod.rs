//! Screens of whoever sends and whoever awaits people: convoys, a form to announce one, one convoy from its list to the last person
//! explained, who sits where, the list on paper, and what waits for a person; and counts for the coordinator.

mod announce;
mod change;
mod convoy;
mod desk;
mod manifest;
mod parts;
mod seats;

use shell::PageDef;

/// The pages.
pub fn pages() -> Vec<PageDef> {
    vec![
        desk::CONVOYS,
        announce::ANNOUNCE,
        announce::PLAN,
        convoy::CONVOY,
        change::CHANGE,
        seats::SEATS,
        manifest::MANIFEST,
        desk::ARRIVALS,
        desk::ITEMS,
    ]
}
