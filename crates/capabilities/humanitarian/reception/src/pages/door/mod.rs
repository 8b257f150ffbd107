//! At the door: finding a household, and what happens with it.

mod find;
mod household;

pub use find::DOOR;
pub use household::{HOUSEHOLD, apart};
