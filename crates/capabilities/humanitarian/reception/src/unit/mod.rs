//! Units, their rooms and beds.

mod add_room;
mod block_bed;
mod change_unit;
mod close_unit;
mod define_unit;
mod free_bed;
mod mend_defect;
mod reopen_bed;
mod reopen_unit;
mod report_defect;
mod state;
mod words;

pub use add_room::AddRoom;
pub use block_bed::BlockBed;
pub use change_unit::ChangeUnit;
pub use close_unit::CloseUnit;
#[cfg(test)]
pub(crate) use define_unit::tests as define_unit_tests;
pub use define_unit::{DefineUnit, NewRoom};
pub use free_bed::FreeBed;
pub use mend_defect::MendDefect;
pub use reopen_bed::ReopenBed;
pub use reopen_unit::ReopenUnit;
pub use report_defect::ReportDefect;
pub use state::{Room, Unit, UnitError};
pub use words::{Bed, BedAt, BlockReason, UnitKind};
