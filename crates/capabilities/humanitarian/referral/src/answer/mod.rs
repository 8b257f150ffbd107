//! The organisation's side: it has seen a referral, takes the person or not, helps, and says what became of it.

mod accept_referral;
mod acknowledge_referral;
mod begin_help;
mod decline_referral;
mod looked;
mod note_answer;
mod record_outcome;

pub use accept_referral::AcceptReferral;
pub use acknowledge_referral::AcknowledgeReferral;
pub use begin_help::BeginHelp;
pub use decline_referral::{DeclineError, DeclineReferral};
pub use looked::Looked;
pub use note_answer::NoteAnswer;
pub use record_outcome::RecordOutcome;
pub use referring::answered::Note;
