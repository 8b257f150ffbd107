//! The referrer's screens.

mod change;
mod consent;
mod list;
mod new;
mod send;
mod show;

pub use change::CHANGE;
pub use consent::CONSENT;
pub use list::CASES;
pub use new::NEW;
pub use send::SEND;
pub use show::{CASE, badge};
