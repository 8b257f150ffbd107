//! What people see. Each page stands beside its template.

pub mod board;
pub mod erasure;
pub mod lane;
pub mod list;
pub mod record;
pub mod report;
pub mod second_line;
pub mod surge;

use shell::PageDef;

/// The pages, in the order of the menu.
#[must_use]
pub fn pages() -> Vec<PageDef> {
    vec![
        board::board::PAGE,
        lane::desk::PAGE,
        surge::desk::PAGE,
        list::GROUPS,
        surge::group::PAGE,
        surge::ticket::PAGE,
        list::CROSSINGS,
        lane::crossing::PAGE,
        lane::correction::PAGE,
        lane::slip::PAGE,
        list::SECOND_LINE,
        second_line::referral::PAGE,
        list::OVERSTAYS,
        report::day::PAGE,
        board::settings::PAGE,
        erasure::retention::PAGE,
        erasure::erase::TRAVELLER,
        erasure::erase::GROUP,
    ]
}
