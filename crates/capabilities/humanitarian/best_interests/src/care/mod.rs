//! Who cares for the child: checked first, then arranged, then looked at again.

mod arrange_care;
mod check_caregiver;
mod end_care;

pub use arrange_care::{ArrangeCare, Arrangement, Care};
pub use check_caregiver::{Caregiver, Check, CheckCaregiver};
pub use end_care::EndCare;
