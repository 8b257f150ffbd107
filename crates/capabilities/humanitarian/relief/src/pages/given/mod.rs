//! Hand-outs that were made.

mod handout;
mod handouts;

pub use handout::HANDOUT;
pub use handouts::HANDOUTS;
