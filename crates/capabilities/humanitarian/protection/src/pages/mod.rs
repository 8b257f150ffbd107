//! Screens, in folders by what they are about.

mod case;
mod desk;
mod person;
mod records;
mod sheets;

use shell::PageDef;

/// The pages.
pub fn pages() -> Vec<PageDef> {
    vec![
        desk::CASELOAD,
        desk::FLAGS,
        desk::FIND,
        desk::ROSTER,
        desk::STATISTICS,
        desk::NEEDS,
        person::FILE,
        person::SCREEN,
        person::SCREENING,
        case::OPEN,
        case::CASE,
    ]
}
