//! Cases: their tables, and one case whole.

mod parts;
mod plan_tables;
mod record;
mod tables;

pub(super) use plan_tables::TABLES as PLAN_TABLES;
pub(super) use record::CASE;
pub(super) use tables::{NEVER, TABLES};
