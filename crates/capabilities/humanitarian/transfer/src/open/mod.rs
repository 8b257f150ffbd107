//! What stays open until somebody explains it: who is missing, counts that differ, and other items that wait for a person.

mod explain_counts;
mod explain_missing;
mod settle_item;
mod words;

pub use explain_counts::ExplainCounts;
pub use explain_missing::ExplainMissing;
pub use settle_item::SettleItem;
pub use words::{Counted, CountedVehicle, MissingReason};
