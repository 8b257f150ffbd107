//! Screens of the reception manager, and of the national coordinator, who reads only.

mod actions;
mod board;
mod norm;
mod parts;
mod record;

use shell::PageDef;

/// The pages.
pub fn pages() -> Vec<PageDef> {
    vec![board::BOARD, actions::ACTIONS, record::RECORD, norm::NORM]
}
