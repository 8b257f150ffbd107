//! Questions that wait for a person: items given again without a word, shelves below zero, consignments that differ.

mod settle_question;

pub use settle_question::{QuestionError, SettleQuestion};
