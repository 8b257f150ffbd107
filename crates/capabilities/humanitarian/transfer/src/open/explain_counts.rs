//! Explain why the list and the counts at departure and arrival differ. Another count opens it again.

use super::Counted;
use crate::{
    convoy::{Convoy, ConvoyError, known},
    facts::Fact,
    views,
};
use access::{Command, Here};
use kernel::{ConvoyId, Problem, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Explains counts that differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExplainCounts {
    /// The convoy.
    pub convoy: ConvoyId,
    /// In words.
    pub note: Text<200>,
    /// What was counted; found in the views.
    #[serde(skip)]
    pub counted: Counted,
}

impl Command for ExplainCounts {
    const NAME: &'static str = "explain_counts";
    type State = Convoy;
    type Error = ConvoyError;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        self.counted = views::counted(here.sql, self.convoy)?;
        Ok(())
    }

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.convoy.into()]
    }

    fn decide(&self, past: &Past<Convoy>, at: &At) -> Result<Vec<Fact>, ConvoyError> {
        known(past, self.convoy, at)?;
        if !self.counted.differ() {
            return Err(ConvoyError::NothingDiffers);
        }
        let (convoy, counted, note) = (self.convoy, self.counted.clone(), self.note.clone());
        Ok(vec![Fact::CountsExplained { convoy, counted, note }])
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let note = Text::parse("the twins were counted as one").unwrap();
        Self { convoy: ConvoyId(uuid::Uuid::from_u128(1)), note, counted: Counted::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::convoy::convoy_tests::Story;

    #[test]
    fn counts_that_are_one_number_need_no_words() {
        let mut story = Story::announced();
        let explain = ExplainCounts { convoy: story.convoy, ..ExplainCounts::example() };
        assert_eq!(story.refused(&explain), ConvoyError::NothingDiffers);
        story.done(&ExplainCounts {
            counted: Counted { left: vec![3], arrived: vec![2], ..Counted::default() },
            ..explain
        });
    }
}
