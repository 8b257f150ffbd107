//! Give an opinion as a member of the panel, or stand aside.

use crate::{
    facts::Fact,
    procedure::Procedure,
    record::Refusal,
    words::{Opinion, Stage},
};
use access::{Command, Relation, Who};
use kernel::{ProcedureId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Gives an opinion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GiveOpinion {
    /// The procedure.
    pub procedure: ProcedureId,
    /// What the member thinks.
    pub opinion: Opinion,
    /// In words; needed unless the member agrees.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Text<1000>>,
}

impl Command for GiveOpinion {
    const NAME: &'static str = "give_opinion";
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
        let member = procedure.panel.as_ref().is_some_and(|panel| panel.members.contains_key(&at.actor));
        let on = procedure.on.filter(|_| member).ok_or(Refusal::NotFound)?;
        // Until the decision is taken an opinion can change.
        if !matches!(procedure.stage(), Stage::Opinions | Stage::Decide) {
            return Err(Refusal::Already);
        }
        if self.opinion != Opinion::Agrees && self.text.is_none() {
            return Err(Refusal::Why("text"));
        }
        Ok(vec![Fact::OpinionGiven { on, member: at.actor, opinion: self.opinion, text: self.text.clone() }])
    }

    fn example() -> Self {
        let procedure = ProcedureId(uuid::Uuid::from_u128(20));
        Self { procedure, opinion: Opinion::Differs, text: Text::parse("her brother should come with her").ok() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::procedure::tests_support::{acting, assessed, officer, on, past, who};

    #[test]
    fn only_a_member_gives_an_opinion_and_another_one_has_words() {
        let called = Fact::PanelCalled { on: on(), members: [who(7), who(8)].into(), day: officer().today() };
        let given = past(&[assessed(true).to_vec(), vec![called]].concat());
        let command = GiveOpinion { procedure: on().procedure, ..GiveOpinion::example() };
        assert!(command.decide(&given, &acting(7)).is_ok());
        assert_eq!(command.decide(&given, &officer()), Err(Refusal::NotFound));
        let silent = GiveOpinion { text: None, ..command };
        assert_eq!(silent.decide(&given, &acting(7)), Err(Refusal::Why("text")));
    }
}
