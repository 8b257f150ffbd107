//! Why an erasure may be refused.

use crate::{erasure::retention::MOST_MONTHS, problem::NO_POST};
use kernel::Problem;

refusals! {
    /// Why records cannot be erased, or a period not be set.
    ErasureError {
        /// The post has not been set up.
        NoPost => Problem::conflict(NO_POST),
        /// There is no such record here.
        NoRecord => Problem::not_found(),
        /// Second line has not ended for this person: a record that somebody waits on is not taken away.
        Open => Problem::conflict("CRO-027"),
        /// No second officer has agreed.
        Alone => Problem::refused("CRO-031"),
        /// No period has been set.
        NoPeriod => Problem::conflict("CRO-028"),
        /// The day has not come yet.
        Future => Problem::field("on", "CRO-033"),
        /// No record is due.
        NothingDue => Problem::conflict("CRO-030"),
        /// More records are due than were agreed to: how many now, how many then.
        MoreDue(due: usize, agreed: u16) => Problem::conflict("CRO-029").with("due", due).with("agreed", agreed),
        /// The field of a period that is none.
        Months(field: &'static str) => Problem::field(field, "CRO-032").with("most", MOST_MONTHS),
    }
}
