//! Take a hand-out back: it was recorded by mistake, or the items came back. It counts for nobody any more; both facts stay.

use super::HandOutError;
use crate::{facts::Fact, record::Record, views};
use access::{Command, Here};
use kernel::{HandOutId, PersonId, Problem, SiteId, StreamId, Text};
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
    /// One of those who had got it, if they have a record; found in the views.
    #[serde(skip)]
    pub person: Option<PersonId>,
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

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        self.person = views::who_got(here.sql, self.handout)?;
        Ok(())
    }

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
                let (handout, why, note) = (self.handout, self.why, self.note.clone());
                let (Some(person), Some(told)) = (self.person, note.clone()) else {
                    return Ok(vec![Fact::HandOutTakenBack { handout, why, note, restock }]);
                };
                let back = Fact::HandOutTakenBack { handout, why, note: None, restock };
                Ok(vec![back, Fact::TakingBackExplained { handout, person, note: told }])
            }
        }
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let note = Some(Text::parse("the wrong card was scanned").unwrap());
        Self { handout: HandOutId(uuid::Uuid::from_u128(1)), why: TakeBackReason::Mistake, note, person: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{handout::HandOut, stock::tests_support::at};

    #[test]
    fn what_is_said_of_somebody_is_told_apart_from_the_stock() {
        let given = HandOut { household: None, people: Some(1), ..HandOut::example() };
        let given = given.decide(&Past::new(vec![]), &at()).unwrap();
        let (handout, person) = (at().id::<HandOutId>(0), Some(PersonId(uuid::Uuid::from_u128(2))));
        let back = TakeBack { handout, person, ..TakeBack::example() };
        let facts = back.decide(&Past::given(handout.into(), &given), &at()).unwrap();
        assert!(matches!(&facts[..], [Fact::HandOutTakenBack { note: None, .. }, Fact::TakingBackExplained { .. }]));
    }

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
