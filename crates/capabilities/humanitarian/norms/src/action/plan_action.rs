//! Plan an action against a gap: what will be done, by whom, until when.

use crate::{
    facts::{Fact, action_stream},
    record::Record,
    shipped,
};
use access::Command;
use kernel::{Date, FactId, Problem, SiteId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Plans an action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanAction {
    /// The norm, by its code: `TOILETS`.
    pub norm: Text<20>,
    /// What will be done.
    pub what: Text<200>,
    /// Who does it: a team or an organisation, not a person's name.
    pub who: Text<80>,
    /// Until when.
    pub due: Date,
}

/// Why an action cannot be planned, finished or cancelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActionError {
    /// The user works at no site now.
    NoSite,
    /// There is no such action.
    NotFound,
    /// There is no such norm.
    NoSuchNorm,
    /// It would be due on a day that is past.
    Past,
    /// It was finished or cancelled already.
    Ended,
}

impl From<ActionError> for Problem {
    fn from(error: ActionError) -> Self {
        match error {
            ActionError::NoSite => Problem::refused("ACC-001"),
            ActionError::NotFound => Problem::not_found(),
            ActionError::NoSuchNorm => Problem::field("norm", "NRM-006"),
            ActionError::Past => Problem::field("due", "NRM-007"),
            ActionError::Ended => Problem::conflict("NRM-008"),
        }
    }
}

impl Command for PlanAction {
    const NAME: &'static str = "plan_action";
    type State = Record;
    type Error = ActionError;

    fn streams(&self, at: &At) -> Vec<StreamId> {
        vec![action_stream(at.id(0))]
    }

    fn decide(&self, _: &Past<Record>, at: &At) -> Result<Vec<Fact>, ActionError> {
        let site = at.site.ok_or(ActionError::NoSite)?;
        if !shipped::is_norm(self.norm.as_str()) {
            return Err(ActionError::NoSuchNorm);
        }
        if self.due < at.today() {
            return Err(ActionError::Past);
        }
        let (norm, what, who) = (self.norm.clone(), self.what.clone(), self.who.clone());
        Ok(vec![Fact::ActionPlanned { action: at.id(0), site, norm, what, who, due: self.due }])
    }

    fn answer(&self, _: &[Fact], at: &At) -> Value {
        json!({ "action": at.id::<FactId>(0) })
    }

    #[expect(clippy::unwrap_used, reason = "constants, parsed in every test run")]
    fn example() -> Self {
        Self {
            norm: Text::parse("TOILETS").unwrap(),
            what: Text::parse("dig twelve pits behind block B").unwrap(),
            who: Text::parse("Water team").unwrap(),
            due: "2030-01-15".parse().unwrap(),
        }
    }
}

/// The site of an action that has not ended.
pub(super) fn open(past: &Past<Record>) -> Result<SiteId, ActionError> {
    let record = past.main();
    let site = record.action_at.ok_or(ActionError::NotFound)?;
    if record.ended { Err(ActionError::Ended) } else { Ok(site) }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// The circumstances of somebody who works at a site.
    pub fn at() -> At {
        let mut at = At::example();
        at.site = Some(at.id(9));
        at
    }

    /// A planned action and its past, with what came after.
    pub fn planned(later: &[Fact]) -> (FactId, Past<Record>) {
        let facts = PlanAction::example().decide(&Past::new(vec![]), &at()).unwrap();
        (at().id(0), Past::given(action_stream(at().id(0)), &[facts, later.to_vec()].concat()))
    }

    #[test]
    fn an_action_is_against_a_norm_and_not_due_before_today() {
        let plan = PlanAction::example();
        assert_eq!(plan.decide(&Past::new(vec![]), &At::example()), Err(ActionError::NoSite));
        let unknown = PlanAction { norm: Text::parse("GOLD").unwrap(), ..plan.clone() };
        assert_eq!(unknown.decide(&Past::new(vec![]), &at()), Err(ActionError::NoSuchNorm));
        let late = PlanAction { due: at().today().plus_days(-1), ..plan };
        assert_eq!(late.decide(&Past::new(vec![]), &at()), Err(ActionError::Past));
    }
}
