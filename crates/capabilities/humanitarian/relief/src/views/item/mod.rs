//! Items, and what people are entitled to.

mod entitlements;
mod items;
mod tables;

pub use entitlements::ENTITLEMENTS;
pub(in crate::views) use entitlements::{Entitled, entitlements};
pub use items::ITEMS;
pub(in crate::views) use items::{Item, items};
pub use tables::TABLES;
pub(crate) use tables::{is_entitlement, is_item, item_coded};
