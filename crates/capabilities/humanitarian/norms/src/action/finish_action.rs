//! Finish an action: it was done. Whether the gap is closed is for the next measurement to say.

use super::{ActionError, plan_action::open};
use crate::{
    facts::{Fact, action_stream},
    record::Record,
};
use access::Command;
use kernel::{FactId, SiteId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Finishes an action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FinishAction {
    /// The action.
    pub action: FactId,
    /// What came of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text<200>>,
}

impl Command for FinishAction {
    const NAME: &'static str = "finish_action";
    type State = Record;
    type Error = ActionError;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![action_stream(self.action)]
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        past.main().action_at
    }

    fn decide(&self, past: &Past<Record>, _: &At) -> Result<Vec<Fact>, ActionError> {
        open(past)?;
        Ok(vec![Fact::ActionFinished { action: self.action, note: self.note.clone() }])
    }

    fn example() -> Self {
        Self { action: At::example().id(1), note: Text::parse("twelve pits, with doors").ok() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::action::tests::{at, planned};

    #[test]
    fn an_action_is_finished_once() {
        let (action, past) = planned(&[]);
        let finish = FinishAction { action, note: None };
        let facts = finish.decide(&past, &at()).unwrap();
        assert_eq!(finish.site(&past), at().site);
        assert_eq!(finish.decide(&planned(&facts).1, &at()), Err(ActionError::Ended));
        assert_eq!(finish.decide(&Past::new(vec![]), &at()), Err(ActionError::NotFound));
    }
}
