#![doc = include_str!("../README.md")]

mod answers;
mod check;
mod code;
mod evaluate;
mod expression;
mod needs;
mod sheet;

pub use answers::{Answers, BadAnswer, DECLINED, NOT_KNOWN, Said, refused};
pub use check::{Fault, FaultKind};
pub use code::{BadCode, Code};
pub use evaluate::{Evaluation, Open, Raised, Truth, evaluate, is_asked};
pub use expression::{BadExpression, Expression, Order};
pub use needs::{Need, NeedList};
pub use sheet::{Choice, Kind, Phrase, Question, Rule, Sheet, Urgency};
