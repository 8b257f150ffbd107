//! Take a hand-out back: it was recorded by mistake, or the items came back. It counts for nobody any more; both facts stay.

use super::HandOutError;
use crate::{facts::Fact, record::Record};
use access::Command;
use kernel::{HandOutId, SiteId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Takes a hand-out back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TakeBack {
    /// Which.
    pub handout: HandOutId,
    /// Why.
    pub why: TakeBackReason,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text<200>>,
}

kernel::code_words! {
    /// Why a hand-out is taken back.
    TakeBackReason {
        /// It never happened, or to others: the items are on the shelf.
        Mistake = "mistake",
        /// The items came back and can be given again.
        Returned = "returned",
        /// The items came back spoiled: they are not on the shelf.
        Spoiled = "spoiled",
    }
}

impl Command for TakeBack {
    const NAME: &'static str = "take_back";
    type State = Record;
    type Error = HandOutError;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.handout.into()]
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        past.main().handed_out_at
    }

    fn decide(&self, past: &Past<Record>, _: &At) -> Result<Vec<Fact>, HandOutError> {
        match past.main() {
            Record { handed_out_at: None, .. } => Err(HandOutError::NotFound),
            Record { taken_back: true, .. } => Err(HandOutError::Already),
            _ => {
                let restock = self.why != TakeBackReason::Spoiled;
                let (handout, note) = (self.handout, self.note.clone());
                Ok(vec![Fact::HandOutTakenBack { handout, why: self.why, note, restock }])
            }
        }
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let note = Some(Text::parse("the wrong card was scanned").unwrap());
        Self { handout: HandOutId(uuid::Uuid::from_u128(1)), why: TakeBackReason::Mistake, note }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{handout::HandOut, stock::tests_support::at};

    #[test]
    fn a_hand_out_is_taken_back_once() {
        let strangers = HandOut { household: None, people: Some(1), ..HandOut::example() };
        let given = strangers.decide(&Past::new(vec![]), &at()).unwrap();
        let handout = at().id::<HandOutId>(0);
        let back = TakeBack { handout, ..TakeBack::example() };
        let decide = |given: &[Fact]| back.decide(&Past::given(handout.into(), given), &at());
        assert_eq!(decide(&[]), Err(HandOutError::NotFound));
        let taken = decide(&given).unwrap();
        assert!(matches!(taken.as_slice(), [Fact::HandOutTakenBack { restock: true, .. }]));
        assert_eq!(decide(&[given, taken].concat()), Err(HandOutError::Already));
    }
}
