//! Read tables and the views over them. Every list reads an index, every number a counter.

pub mod board;
pub mod counts;
pub mod crossing;
pub mod crossings;
pub mod daily_report;
pub mod due;
pub mod erasing;
pub mod groups;
pub mod overstays;
pub mod post;
pub mod reading;
pub mod second_line;

use access::ViewDef;
use log::View;

/// The views, in the order of the API document.
#[must_use]
pub fn views() -> Vec<ViewDef> {
    vec![
        board::VIEW,
        post::VIEW,
        post::LANES,
        crossings::VIEW,
        crossing::VIEW,
        overstays::VIEW,
        second_line::VIEW,
        second_line::ONE,
        groups::VIEW,
        groups::ONE,
        daily_report::VIEW,
        due::VIEW,
    ]
}

/// The tables behind them.
#[must_use]
pub fn projections() -> Vec<View> {
    vec![
        post::TABLES,
        board::TABLES,
        counts::TABLES,
        // The names of an erased person are worked out from the record: they go first.
        crossings::TABLES,
        crossing::TABLES,
        overstays::TABLES,
        second_line::TABLES,
        groups::TABLES,
    ]
}
