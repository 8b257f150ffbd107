//! End an arrangement of care, with the day and why.

use crate::{facts::Fact, procedure::Procedure, record::Refusal};
use access::{Command, Relation, Who};
use kernel::{Date, ProcedureId, StepId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Ends an arrangement of care.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EndCare {
    /// The procedure.
    pub procedure: ProcedureId,
    /// The arrangement.
    pub care: StepId,
    /// Its last day.
    pub day: Date,
    /// Why.
    pub reason: Text<500>,
}

impl Command for EndCare {
    const NAME: &'static str = "end_care";
    type State = Procedure;
    type Error = Refusal;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.procedure.into()]
    }

    fn is_own(&self, past: &Past<Procedure>, _: Relation, who: &Who) -> bool {
        past.main().is_known_to(who.actor)
    }

    fn decide(&self, past: &Past<Procedure>, at: &At) -> Result<Vec<Fact>, Refusal> {
        let procedure = past.main();
        let on = procedure.worked_by(at.actor)?;
        let care = procedure.care.get(&self.care).ok_or(Refusal::NotFound)?;
        if care.ended.is_some() {
            return Err(Refusal::Already);
        }
        if self.day < care.arrangement.what.from {
            return Err(Refusal::Day("day"));
        }
        Ok(vec![Fact::CareEnded { on, care: self.care, day: self.day, reason: self.reason.clone() }])
    }

    #[expect(clippy::unwrap_used, reason = "constants, parsed in every test run")]
    fn example() -> Self {
        let id = uuid::Uuid::from_u128;
        let (day, reason) = ("2026-12-01".parse().unwrap(), Text::parse("her mother was found").unwrap());
        Self { procedure: ProcedureId(id(20)), care: StepId(id(3)), day, reason }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        care::ArrangeCare,
        procedure::tests_support::{officer, on, past, step},
    };

    #[test]
    fn care_ends_once_and_not_before_it_began() {
        let arranged = Fact::CareArranged { on: on(), care: step(3), arrangement: ArrangeCare::example().arrangement };
        let command = EndCare { procedure: on().procedure, ..EndCare::example() };
        let facts = command.decide(&past(std::slice::from_ref(&arranged)), &officer()).unwrap();
        assert_eq!(command.decide(&past(&[vec![arranged.clone()], facts].concat()), &officer()), Err(Refusal::Already));
        let early = EndCare { day: "2020-01-01".parse().unwrap(), ..command };
        assert_eq!(early.decide(&past(&[arranged]), &officer()), Err(Refusal::Day("day")));
    }
}
