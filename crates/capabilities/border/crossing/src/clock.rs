//! The day and the hour at a post, as its counters use them.

use kernel::Date;
use log::At;

/// The day and the hour in which it happened, at the post's wall clock.
pub(crate) fn day_and_hour(at: &At) -> (Date, i8) {
    let (from, _) = at.when();
    (from.date_at(at.utc_offset_minutes), from.time_at(at.utc_offset_minutes).0)
}
