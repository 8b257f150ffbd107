#![doc = include_str!("../README.md")]

mod answers;
mod check;
mod code;
mod edition;
mod evaluate;
mod expression;
mod fault;
mod needs;
mod sheet;
mod shipped;
mod text;

pub use answers::{Answers, BadAnswer, DECLINED, NOT_KNOWN, Said, refused};
pub use code::{BadCode, Code};
pub use edition::{BadDigest, Digest, Edition, SheetRef, in_use};
pub use evaluate::{Evaluation, Open, Raised, Truth, evaluate, is_asked};
pub use expression::{BadExpression, Expression, Order, WANTED};
pub use fault::{Fault, FaultKind, Part, Place};
pub use needs::{Need, NeedList};
pub use sheet::{Choice, Kind, Phrase, Question, Rule, Sheet, Urgency};
pub use shipped::{Shipped, shipped, shipped_needs};
pub use text::{SheetText, canonical};
