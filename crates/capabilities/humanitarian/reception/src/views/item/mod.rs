//! Items that wait for a person.

mod list;
mod rules;

pub use list::ITEMS;
pub(super) use list::open;
pub(crate) use list::open_item;
