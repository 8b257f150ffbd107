//! Travellers: who crosses, with what document, and what follows from it.

pub mod correct_crossing;
pub mod extend_stay;
pub mod hand_over_person;
pub mod record_crossing;
pub mod state;
pub mod vehicle;
