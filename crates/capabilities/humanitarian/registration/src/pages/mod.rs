//! Screens, in folders by whom they are about.

mod desk;
mod household;
mod person;
mod person_form;
mod records;

use shell::PageDef;

/// The pages.
pub fn pages() -> Vec<PageDef> {
    vec![
        desk::DESK,
        desk::FIND,
        desk::STATISTICS,
        household::REGISTER,
        household::HOUSEHOLDS,
        household::HOUSEHOLD,
        household::ADD,
        household::CHANGE,
        household::CARD,
        person::PERSON,
        person::CORRECT,
        person::CONSENT,
        person::LINKS,
        person::RECEIPT,
        person::ERASE,
    ]
}
