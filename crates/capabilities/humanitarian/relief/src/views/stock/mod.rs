//! What is on the shelf at each site, what is on the way, and what was counted.

mod consignments;
mod counts;
mod on_hand;
mod tables;

pub use consignments::CONSIGNMENTS;
pub use counts::COUNTS;
pub use on_hand::STOCK;
pub(crate) use on_hand::on_hand;
pub(in crate::views) use on_hand::since_count;
pub use tables::TABLES;
