//! Note that the child was told what was decided, in words it understands, and what it said.

use super::Procedure;
use crate::{
    facts::Fact,
    record::Refusal,
    words::{Stage, Telling},
};
use access::{Command, Relation, Who};
use kernel::{LanguageCode, ProcedureId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Notes that the child was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TellChild {
    /// The procedure.
    pub procedure: ProcedureId,
    /// How.
    pub how: Telling,
    /// In which language.
    pub language: LanguageCode,
    /// What the child said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<Text<500>>,
}

impl Command for TellChild {
    const NAME: &'static str = "tell_child";
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
        if !matches!(procedure.stage(), Stage::Tell | Stage::FollowUp) {
            return Err(Refusal::NotYet);
        }
        Ok(vec![Fact::ChildTold { on, how: self.how, language: self.language.clone(), said: self.said.clone() }])
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let procedure = ProcedureId(uuid::Uuid::from_u128(20));
        Self {
            procedure,
            how: Telling::InPerson,
            language: "ar".parse().unwrap(),
            said: Text::parse("she is glad").ok(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::procedure::tests_support::{assessed, officer, on, past};

    #[test]
    fn a_child_is_told_when_there_is_something_to_tell() {
        let command = TellChild { procedure: on().procedure, ..TellChild::example() };
        assert_eq!(command.decide(&past(&assessed(true)), &officer()), Err(Refusal::NotYet));
        assert!(command.decide(&past(&assessed(false)), &officer()).is_ok());
    }
}
