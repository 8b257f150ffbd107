//! Arrange who cares for the child, from which day, and when it is looked at again. With somebody who is not verified only with a reason, which
//! stands on the page until they are.

use crate::{
    facts::Fact,
    procedure::{Heard, Procedure},
    record::Refusal,
    words::CareKind,
};
use access::{Command, Relation, Who};
use kernel::{Date, ProcedureId, StepId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How the child is cared for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Arrangement {
    /// How.
    pub kind: CareKind,
    /// With whom, if one person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caregiver: Option<StepId>,
    /// From which day.
    pub from: Date,
    /// When it is looked at again.
    pub review_by: Date,
    /// Why it cannot wait until somebody is verified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urgent: Option<Text<500>>,
}

/// An arrangement, and its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Care {
    /// What was arranged.
    pub arrangement: Heard<Arrangement>,
    /// When it ended, and why.
    pub ended: Option<(Date, String)>,
}

/// Arranges care.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ArrangeCare {
    /// The procedure.
    pub procedure: ProcedureId,
    /// How the child is cared for.
    pub arrangement: Arrangement,
}

impl Command for ArrangeCare {
    const NAME: &'static str = "arrange_care";
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
        let arrangement = &self.arrangement;
        if arrangement.review_by < arrangement.from || arrangement.review_by < at.today() {
            return Err(Refusal::Day("arrangement.review_by"));
        }
        let verified = match arrangement.caregiver {
            None => matches!(arrangement.kind, CareKind::Residential | CareKind::Supervised),
            Some(id) => procedure.caregivers.get(&id).ok_or(Refusal::NotFound)?.is_verified(),
        };
        if !verified && arrangement.urgent.is_none() {
            return Err(Refusal::Unverified);
        }
        Ok(vec![Fact::CareArranged { on, care: at.id(0), arrangement: arrangement.clone() }])
    }

    #[expect(clippy::unwrap_used, reason = "constants, parsed in every test run")]
    fn example() -> Self {
        let (from, review_by) = ("2026-11-24".parse().unwrap(), "2099-12-01".parse().unwrap());
        let urgent = Text::parse("nobody else can take her tonight").ok();
        let arrangement = Arrangement { kind: CareKind::Kinship, caregiver: None, from, review_by, urgent };
        Self { procedure: ProcedureId(uuid::Uuid::from_u128(20)), arrangement }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        care::Check,
        procedure::{
            Step,
            tests_support::{officer, on, past, step},
        },
    };

    #[test]
    fn a_child_goes_to_somebody_who_is_not_verified_only_with_a_reason() {
        let checked = Fact::CaregiverChecked { on: on(), caregiver: step(1), check: Check::example() };
        let agreed = Fact::StepRuled { on: on(), step: Step::Caregiver(step(1)), agreed: true, reason: None };
        let urgent = ArrangeCare { procedure: on().procedure, ..ArrangeCare::example() };
        let calm = |caregiver| {
            let arrangement = Arrangement { urgent: None, caregiver, ..urgent.arrangement.clone() };
            ArrangeCare { arrangement, ..urgent.clone() }
        };
        assert!(urgent.decide(&past(&[]), &officer()).is_ok());
        assert_eq!(calm(None).decide(&past(&[]), &officer()), Err(Refusal::Unverified));
        let one = std::slice::from_ref(&checked);
        assert_eq!(calm(Some(step(1))).decide(&past(one), &officer()), Err(Refusal::Unverified));
        assert!(calm(Some(step(1))).decide(&past(&[checked, agreed]), &officer()).is_ok());
        assert_eq!(calm(Some(step(2))).decide(&past(&[]), &officer()), Err(Refusal::NotFound));
    }
}
