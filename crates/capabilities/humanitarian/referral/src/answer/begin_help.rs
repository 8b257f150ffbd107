//! Begin to help: the person came, or somebody went.

use super::Looked;
use crate::{
    case::{ReferralError, SendingId},
    facts::Fact,
    record::Record,
    words::Stage,
};
use access::{Command, Here, Relation, Who};
use kernel::{Problem, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Begins to help.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BeginHelp {
    /// The sending.
    pub sending: SendingId,
    #[serde(skip)]
    looked: Looked,
}

impl Command for BeginHelp {
    const NAME: &'static str = "begin_help";
    type State = Record;
    type Error = ReferralError;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        self.looked = Looked::up(here.sql, self.sending)?;
        Ok(())
    }

    fn streams(&self, _: &At) -> Vec<StreamId> {
        self.looked.streams()
    }

    fn is_own(&self, past: &Past<Record>, relation: Relation, who: &Who) -> bool {
        self.looked.is_own(past, relation, who)
    }

    fn decide(&self, past: &Past<Record>, _: &At) -> Result<Vec<Fact>, ReferralError> {
        let (referral, ..) = self.looked.going_to(past, self.sending, Stage::InProgress)?;
        Ok(vec![Fact::HelpBegun { referral, sending: self.sending }])
    }

    fn example() -> Self {
        let sending = SendingId(uuid::Uuid::from_u128(4));
        Self { sending, looked: Looked::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::tests_support::{
        accepted, at, consented, drafted, listed, organisation, past_with, referral, sending, sent,
    };

    #[test]
    fn help_begins_after_the_organisation_has_taken_the_person() {
        let looked = Looked(Some((referral(), organisation())));
        let command = BeginHelp { sending: sending(1), looked };
        let given = [vec![drafted(), consented()], sent(1)].concat();
        let early = command.decide(&past_with(&given, &listed()), &at());
        assert_eq!(early, Err(ReferralError::Stage(Stage::Sent)));
        let given = [given, vec![accepted(1)]].concat();
        assert_eq!(command.decide(&past_with(&given, &listed()), &at()).map(|facts| facts.len()), Ok(1));
    }
}
