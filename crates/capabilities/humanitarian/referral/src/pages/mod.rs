//! Screens, in folders by whose they are.

mod case;
mod desk;
mod directory;
mod inbox;
mod lines;
mod paper;
mod records;

use shell::PageDef;

/// The pages.
pub fn pages() -> Vec<PageDef> {
    vec![
        case::CASES,
        case::NEW,
        case::CASE,
        case::CHANGE,
        case::CONSENT,
        case::SEND,
        paper::SHEET,
        inbox::INBOX,
        inbox::RECEIVED,
        paper::SCAN,
        paper::ANSWER,
        directory::SERVICES,
        directory::SERVICE,
        directory::EDIT_SERVICE,
        directory::ORGANISATIONS,
        directory::ORGANISATION,
        desk::OVERDUE,
        desk::STATISTICS,
    ]
}
