//! Referrals on paper and from other systems: a sheet with a code that only the organisation's own node can open.

mod answer;
mod bundle;
mod receive_referral;

pub use answer::{answer_key, open_answer, seal_answer};
pub use bundle::{Carried, PaperError, key, open, sealed};
pub use receive_referral::{ReceiveError, ReceiveReferral};
