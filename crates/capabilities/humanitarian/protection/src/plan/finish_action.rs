//! Record how an action of the plan ended.

use crate::{
    facts::Fact,
    record::{Record, Refusal},
    words::{ActionEnd, CaseId, EntryId},
};
use access::{Command, Relation, Who};
use kernel::{SiteId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Ends an action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FinishAction {
    /// The case.
    pub case: CaseId,
    /// The action.
    pub action: EntryId,
    /// How it ended.
    pub how: ActionEnd,
    /// What came of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text<500>>,
}

impl Command for FinishAction {
    const NAME: &'static str = "finish_action";
    type State = Record;
    type Error = Refusal;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.case.into()]
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        past.main().case.site_of_access()
    }

    fn is_own(&self, past: &Past<Record>, _: Relation, who: &Who) -> bool {
        past.main().case.in_circle(who.actor)
    }

    fn decide(&self, past: &Past<Record>, at: &At) -> Result<Vec<Fact>, Refusal> {
        let case = &past.main().case;
        let on = case.worked_by(at.actor)?;
        if !case.actions.contains(&self.action) {
            return Err(Refusal::NotFound);
        }
        Ok(vec![Fact::ActionEnded { on, action: self.action, how: self.how, note: self.note.clone() }])
    }

    fn example() -> Self {
        let id = uuid::Uuid::from_u128;
        Self { case: id(20).into(), action: id(30).into(), how: ActionEnd::Done, note: Text::parse("she is well").ok() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::tests_support::{at, case, on};
    use crate::words::CaseType;

    #[test]
    fn an_action_ends_once() {
        let command = FinishAction::example();
        let (what, due) = (Text::parse("visit").unwrap(), at().today());
        let planned = Fact::ActionPlanned { on: on(), action: command.action, what, due };
        let facts = command.decide(&case(CaseType::Child, std::slice::from_ref(&planned)), &at()).unwrap();
        let ended = case(CaseType::Child, &[planned, facts[0].clone()]);
        assert_eq!(command.decide(&ended, &at()), Err(Refusal::NotFound));
    }
}
