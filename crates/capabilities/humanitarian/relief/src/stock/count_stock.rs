//! Count an item on the shelf. From now on the count is what there is; a difference to what was expected needs a reason, and stands
//! in the list of counts.

use super::{MOST_QUANTITY, StockError, line};
use crate::{facts::Fact, record::Record, views};
use access::{Command, Here};
use kernel::{CountId, ItemId, Problem, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Counts an item at the acting site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CountStock {
    /// Which item.
    pub item: ItemId,
    /// How many are there.
    pub counted: u32,
    /// Why they differ from what was expected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<CountReason>,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text<200>>,
    /// What this node expects; found in the views.
    #[serde(skip)]
    pub expected: i64,
}

kernel::code_words! {
    /// Why a count differs.
    CountReason {
        /// The first count, or stock that was there before.
        Opening = "opening",
        /// Broken, wet, past its date.
        Damaged = "damaged",
        /// Stolen or lost.
        Lost = "lost",
        /// Handed out or received without being recorded.
        NotRecorded = "not_recorded",
        /// Counted wrongly before.
        Miscounted = "miscounted",
    }
}

impl Command for CountStock {
    const NAME: &'static str = "count_stock";
    type State = Record;
    type Error = StockError;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        line::look_up(here, [self.item])?;
        let site = here.at.site.ok_or(StockError::NoSite)?;
        self.expected = views::on_hand(here.sql, site, self.item)?;
        Ok(())
    }

    fn streams(&self, at: &At) -> Vec<StreamId> {
        vec![at.id::<CountId>(0).into()]
    }

    fn decide(&self, _: &Past<Record>, at: &At) -> Result<Vec<Fact>, StockError> {
        let site = at.site.ok_or(StockError::NoSite)?;
        let Self { item, counted, why, note, expected } = self.clone();
        if counted > MOST_QUANTITY {
            return Err(StockError::Quantity);
        }
        if i64::from(counted) != expected && why.is_none() {
            return Err(StockError::Unexplained { expected });
        }
        Ok(vec![Fact::StockCounted { count: at.id(0), site, item, counted, expected, why, note }])
    }

    fn answer(&self, _: &[Fact], at: &At) -> Value {
        json!({ "count": at.id::<CountId>(0) })
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let (item, note) = (ItemId(uuid::Uuid::from_u128(1)), Text::parse("two sacks were wet").unwrap());
        Self { item, counted: 198, why: Some(CountReason::Damaged), note: Some(note), expected: 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stock::tests_support::at;

    #[test]
    fn a_difference_needs_a_reason_and_none_needs_none() {
        let decide = |command: CountStock| command.decide(&Past::new(vec![]), &at()).map(|facts| facts.len());
        let silent = CountStock { why: None, expected: 200, ..CountStock::example() };
        assert_eq!(decide(silent.clone()), Err(StockError::Unexplained { expected: 200 }));
        assert_eq!(decide(CountStock { expected: 198, ..silent }), Ok(1));
        assert_eq!(decide(CountStock { expected: 200, ..CountStock::example() }), Ok(1));
    }
}
