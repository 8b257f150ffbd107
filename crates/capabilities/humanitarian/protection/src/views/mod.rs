//! What can be read, and the tables behind it. Only here does protection speak SQL.

mod case;
mod caseload;
mod colleagues;
mod file;
mod file_tables;
mod find;
mod flags;
mod needs;
mod offers;
mod screening;
mod sheets;
mod shown;
mod statistics;

use access::ViewDef;
use log::View;

pub(crate) use caseload::CASELOAD;
pub(crate) use flags::FLAGS;
pub(crate) use needs::NEEDS;
pub(crate) use offers::OFFERS;
pub(crate) use sheets::editions;
pub(crate) use statistics::STATISTICS;

/// The views.
pub fn views() -> Vec<ViewDef> {
    vec![
        CASELOAD,
        case::CASE,
        file::FILE,
        screening::SCREENING,
        FLAGS,
        OFFERS,
        colleagues::COLLEAGUES,
        NEEDS,
        find::FIND,
        sheets::SHEETS,
        sheets::SHEET,
        STATISTICS,
    ]
}

/// The read tables.
pub fn projections() -> Vec<View> {
    vec![colleagues::TABLE, sheets::TABLES, file_tables::TABLES, case::TABLES, case::PLAN_TABLES]
}
