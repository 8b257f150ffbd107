//! Screens of a household.

mod add;
mod card;
mod change;
mod list;
mod register;
mod show;

pub use add::ADD;
pub use card::CARD;
pub use change::CHANGE;
pub use list::HOUSEHOLDS;
pub use register::REGISTER;
pub use show::HOUSEHOLD;
