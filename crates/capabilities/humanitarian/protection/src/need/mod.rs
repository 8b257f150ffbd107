//! Specific needs of a person, by the codes of the list: suspected, confirmed, addressed, expired, overruled.

mod address_need;
mod confirm_need;
mod expire_need;
mod overrule_need;
mod raise_need;
mod state;

pub use address_need::AddressNeed;
pub use confirm_need::ConfirmNeed;
pub use expire_need::ExpireNeed;
pub use overrule_need::OverruleNeed;
pub use raise_need::RaiseNeed;
pub use state::Need;
pub(crate) use state::{apply, is_open};
