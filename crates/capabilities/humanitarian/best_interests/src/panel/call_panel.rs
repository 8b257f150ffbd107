//! Call the panel: who advises, and on which day. From then on its members may read the procedure. Called again, it keeps whoever has
//! spoken, and what they said.

use crate::{
    facts::Fact,
    procedure::{Heard, Procedure},
    record::Refusal,
    words::{Opinion, Stage},
};
use access::{Command, Relation, Who};
use kernel::{ActorId, Date, ProcedureId, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Fewest members. Ours: the guidelines ask for several professions, and small sites have few people.
const LEAST: usize = 2;

/// What a member thinks, and in what words.
pub type Advice = Heard<(Opinion, Option<String>)>;

/// Who advises, and what each thinks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Panel {
    /// Its day.
    pub day: Date,
    /// Members and their opinions.
    pub members: BTreeMap<ActorId, Option<Advice>>,
}

impl Panel {
    /// These members, and those who have spoken in the panel before it.
    pub(crate) fn called(members: BTreeSet<ActorId>, day: Date, before: Option<Self>) -> Self {
        let mut members: BTreeMap<_, _> = members.into_iter().map(|member| (member, None)).collect();
        members.extend(before.into_iter().flat_map(|panel| panel.members).filter(|(_, opinion)| opinion.is_some()));
        Self { day, members }
    }

    /// Whether everybody has spoken, and somebody did not stand aside.
    #[must_use]
    pub fn is_heard(&self) -> bool {
        let mut said = self.members.values().flatten().map(|heard| heard.what.0);
        self.members.values().all(Option::is_some) && said.any(|opinion| opinion != Opinion::StandsAside)
    }
}

/// Calls the panel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CallPanel {
    /// The procedure.
    pub procedure: ProcedureId,
    /// Its members.
    pub members: BTreeSet<ActorId>,
    /// Its day.
    pub day: Date,
}

impl Command for CallPanel {
    const NAME: &'static str = "call_panel";
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
        if !matches!(procedure.stage(), Stage::CallPanel | Stage::Opinions) {
            return Err(Refusal::NotYet);
        }
        if self.members.len() < LEAST {
            return Err(Refusal::TooFew);
        }
        // Who wrote the recommendation does not judge it.
        if procedure.owner.is_some_and(|owner| self.members.contains(&owner)) {
            return Err(Refusal::Oneself("members"));
        }
        if self.day < at.today() {
            return Err(Refusal::Day("day"));
        }
        Ok(vec![Fact::PanelCalled { on, members: self.members.clone(), day: self.day }])
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let id = uuid::Uuid::from_u128;
        let members = [ActorId(id(7)), ActorId(id(8))].into();
        Self { procedure: ProcedureId(id(20)), members, day: "2099-12-01".parse().unwrap() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::procedure::tests_support::{assessed, officer, on, past, text, who};

    #[test]
    fn a_panel_has_several_members_and_not_the_officer() {
        let command = CallPanel { procedure: on().procedure, ..CallPanel::example() };
        assert_eq!(command.decide(&past(&[]), &officer()), Err(Refusal::NotYet));
        let given = past(&assessed(true));
        assert!(command.decide(&given, &officer()).is_ok());
        let with = |members: &[ActorId]| CallPanel { members: members.iter().copied().collect(), ..command.clone() };
        let other = *command.members.first().unwrap();
        assert_eq!(with(&[other]).decide(&given, &officer()), Err(Refusal::TooFew));
        assert_eq!(with(&[other, officer().actor]).decide(&given, &officer()), Err(Refusal::Oneself("members")));
    }

    #[test]
    fn whoever_has_spoken_stays_with_what_they_said_when_the_panel_is_called_again() {
        let called = |members: [u128; 2]| Fact::PanelCalled {
            on: on(),
            members: members.map(who).into(),
            day: officer().today(),
        };
        let differs =
            Fact::OpinionGiven { on: on(), member: who(7), opinion: Opinion::Differs, text: Some(text("her brother")) };
        let then = [assessed(true).to_vec(), vec![called([7, 8]), differs, called([8, 9])]].concat();
        let panel = past(&then).main().panel.clone().unwrap();
        let opinions: Vec<_> = panel.members.iter().map(|(member, said)| (*member, said.is_some())).collect();
        assert_eq!(opinions, [(who(7), true), (who(8), false), (who(9), false)]);
    }
}
