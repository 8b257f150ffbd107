//! The referrer's side: write, ask for consent or name a basis, choose what leaves, send, take back, tell the person.

mod answer_consent;
pub mod clock;
mod draft_referral;
mod escalate_referral;
mod name_basis;
mod revoke_referral;
mod send_referral;
mod state;
mod tell_person;
mod withdraw_consent;

pub use answer_consent::{AnswerConsent, ConsentError};
pub use draft_referral::{ChangeDraft, DraftReferral};
pub use escalate_referral::{EscalateError, EscalateReferral, escalation};
pub use name_basis::NameBasis;
pub use referring::written::{Answers, Consent, Line, SendingId, chosen};
pub use revoke_referral::{RevokeReferral, revocations};
pub use send_referral::{SendError, SendReferral, digest};
pub(crate) use state::sending_of;
pub use state::{Referral, ReferralError, Sending, may_follow};
pub use tell_person::TellPerson;
pub use withdraw_consent::WithdrawConsent;

#[cfg(test)]
pub(crate) mod tests_support;
