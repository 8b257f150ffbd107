//! Screens of whoever sends and whoever awaits people: convoys, a form to announce one, one convoy from its list to the last person
//! explained, who sits where, the list on paper, and what waits for a person; and counts for the coordinator.

mod announce;
mod arrivals;
mod change;
mod convoy;
mod convoys;
mod items;
mod manifest;
mod parts;
mod seats;

use shell::PageDef;

/// The pages.
pub fn pages() -> Vec<PageDef> {
    vec![
        convoys::CONVOYS,
        announce::ANNOUNCE,
        announce::PLAN,
        convoy::CONVOY,
        change::CHANGE,
        seats::SEATS,
        manifest::MANIFEST,
        arrivals::ARRIVALS,
        items::ITEMS,
    ]
}
