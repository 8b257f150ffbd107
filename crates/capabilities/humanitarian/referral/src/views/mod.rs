//! What can be read, and the tables behind it. Only here does referral speak SQL.

mod case;
mod cases;
mod content;
mod directory_tables;
mod inbox;
mod lookups;
mod organisations;
mod overdue;
mod received;
mod referral_tables;
mod service;
mod services;
mod statistics;

use access::ViewDef;
use log::View;

pub(crate) use content::lines_of;
pub(crate) use lookups::{organisation_of, overdue_now, referral_of};

/// The views.
pub fn views() -> Vec<ViewDef> {
    vec![
        services::SERVICES,
        service::SERVICE,
        organisations::ORGANISATIONS,
        organisations::ORGANISATION,
        cases::CASES,
        case::CASE,
        inbox::INBOX,
        received::RECEIVED,
        overdue::OVERDUE,
        statistics::STATISTICS,
        people::FIND,
    ]
}

/// The read tables.
pub fn projections() -> Vec<View> {
    vec![directory_tables::TABLES, referral_tables::TABLES]
}
