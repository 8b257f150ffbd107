//! Stock of the site.

mod count;
mod receive;
mod send;
mod show;

pub use count::COUNT;
pub use receive::RECEIVE;
pub use send::SEND;
pub use show::STOCK;
