//! The panel: several who know different sides of a child's life advise, and what was decided is written down.

mod call_panel;
mod give_opinion;
mod take_decision;

pub use call_panel::{Advice, CallPanel, Panel};
pub use give_opinion::GiveOpinion;
pub use take_decision::TakeDecision;
