//! Items, and what people are entitled to.

mod show;

pub use show::RULES;
