//! Plan an action of a case, with the day on which it is due.

use crate::{
    facts::Fact,
    record::{Record, Refusal},
    words::{CaseId, EntryId},
};
use access::{Command, Relation, Who};
use kernel::{Date, SiteId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Plans an action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanAction {
    /// The case.
    pub case: CaseId,
    /// What is to be done.
    pub what: Text<300>,
    /// By which day.
    pub due: Date,
}

impl Command for PlanAction {
    const NAME: &'static str = "plan_action";
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
        let on = past.main().case.worked_by(at.actor)?;
        if self.due < at.today() {
            return Err(Refusal::Past("due"));
        }
        Ok(vec![Fact::ActionPlanned { on, action: at.id(0), what: self.what.clone(), due: self.due }])
    }

    fn answer(&self, _: &[Fact], at: &At) -> Value {
        json!({ "action": at.id::<EntryId>(0) })
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let (case, due) = (uuid::Uuid::from_u128(20).into(), "2027-01-15".parse().unwrap());
        Self { case, what: Text::parse("visit the foster family").unwrap(), due }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::tests_support::{at, case};
    use crate::words::CaseType;

    #[test]
    fn an_action_is_due_today_or_later() {
        let command = PlanAction { due: at().today(), ..PlanAction::example() };
        assert!(command.decide(&case(CaseType::Child, &[]), &at()).is_ok());
        let late = PlanAction { due: at().today().plus_days(-1), ..command };
        assert_eq!(late.decide(&case(CaseType::Child, &[]), &at()), Err(Refusal::Past("due")));
    }
}
