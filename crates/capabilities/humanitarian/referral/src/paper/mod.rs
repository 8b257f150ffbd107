//! Referrals on paper and from other systems: a sheet with a code that only the organisation's own node can open.

mod answer;
mod bundle;
mod file;
mod receive_referral;

pub use answer::{answer_key, open_answer, seal_answer};
pub use bundle::{Carried, PaperError, key, open, sealed};
pub use file::file_problem;
pub use receive_referral::{ReceiveError, ReceiveReferral};
