//! Cancel an action: it will not be done, and why not. Its gap stands on the list again.

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

/// Cancels an action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CancelAction {
    /// The action.
    pub action: FactId,
    /// Why it will not be done.
    pub why: Text<200>,
}

impl Command for CancelAction {
    const NAME: &'static str = "cancel_action";
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
        Ok(vec![Fact::ActionCancelled { action: self.action, why: self.why.clone() }])
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        Self { action: At::example().id(1), why: Text::parse("the ground is rock").unwrap() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::action::tests::{at, planned};

    #[test]
    fn what_is_finished_is_not_cancelled() {
        let (action, past) = planned(&[]);
        let cancel = CancelAction { action, ..CancelAction::example() };
        assert!(cancel.decide(&past, &at()).is_ok());
        let finished = planned(&[Fact::ActionFinished { action, note: None }]).1;
        assert_eq!(cancel.decide(&finished, &at()), Err(ActionError::Ended));
    }
}
