//! The site as a whole: the board, proposals for places, who is there, what is open.

mod board;
mod items;
mod places;
mod presence;

pub use board::BOARD;
pub use items::ITEMS;
pub use places::PLACES;
pub use presence::PRESENCE;
