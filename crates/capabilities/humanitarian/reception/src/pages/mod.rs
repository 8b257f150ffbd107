//! Screens of the reception manager and her team at the door, in folders by what they are about.

mod door;
mod parts;
mod site;
mod unit;

use shell::PageDef;

/// The pages.
pub fn pages() -> Vec<PageDef> {
    vec![site::BOARD, door::DOOR, door::HOUSEHOLD, site::PLACES, site::PRESENCE, site::ITEMS, unit::UNIT, unit::DEFINE]
}
