//! Screenings: the questions of a sheet, the answers under the person's key, and the flags they raise.

mod overrule_flag;
mod screen_person;
mod state;
mod take_flag;

pub use overrule_flag::OverruleFlag;
pub use screen_person::{ScreenError, ScreenPerson};
pub use state::{Flag, FlagState};
pub(crate) use state::{apply, open_flag};
pub use take_flag::TakeFlag;
