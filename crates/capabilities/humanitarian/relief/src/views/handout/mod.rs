//! What people got, what is due to them, and hand-outs as the manager sees them.

mod handouts;
mod history;
mod household;
mod one;
mod tables;

pub use handouts::HANDOUTS;
pub use household::HOUSEHOLD;
pub use one::HANDOUT;
pub use tables::TABLES;
