//! Who is on the way: arrivals due, and one convoy from its list to the last person explained.

mod list;
mod show;

pub use list::CONVOYS;
pub use show::CONVOY;
