//! A case goes from one officer to another.

mod answer_handover;
mod offer_handover;

pub use answer_handover::AnswerHandover;
pub use offer_handover::OfferHandover;
