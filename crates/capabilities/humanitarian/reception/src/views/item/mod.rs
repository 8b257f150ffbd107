//! Items that wait for a person.

mod list;
mod rules;

pub use list::ITEMS;
pub(crate) use list::is_item_open;
pub(super) use list::open;
