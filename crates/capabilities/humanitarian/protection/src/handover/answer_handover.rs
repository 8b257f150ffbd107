//! Accept a case that was offered to you, or decline it with a reason.

use crate::{
    facts::{Fact, worker_stream},
    record::{Record, Refusal},
    words::CaseId,
};
use access::{Command, Relation, Who};
use kernel::{SiteId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Answers an offer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerHandover {
    /// The case.
    pub case: CaseId,
    /// Whether it is accepted.
    pub accepted: bool,
    /// Why; needed for a no.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text<500>>,
}

impl Command for AnswerHandover {
    const NAME: &'static str = "answer_handover";
    type State = Record;
    type Error = Refusal;

    fn streams(&self, at: &At) -> Vec<StreamId> {
        vec![self.case.into(), worker_stream(at.actor)]
    }

    fn site(&self, _: &Past<Record>) -> Option<SiteId> {
        None
    }

    fn is_own(&self, past: &Past<Record>, _: Relation, who: &Who) -> bool {
        past.main().case.offer.is_some_and(|offer| offer.to == who.actor)
    }

    fn decide(&self, past: &Past<Record>, at: &At) -> Result<Vec<Fact>, Refusal> {
        let case = &past.main().case;
        // Whoever is not offered it learns nothing, not even that there is a case.
        let offered = case.offer.is_some_and(|offer| offer.to == at.actor);
        let on = case.on.filter(|_| offered).ok_or(Refusal::NotFound)?;
        if !self.accepted && self.reason.is_none() {
            return Err(Refusal::Why);
        }
        let site = at.site.ok_or(Refusal::NoSite)?;
        let me = past.of(worker_stream(at.actor)).worker.as_ref().ok_or(Refusal::NotInRoster)?;
        let (by, organisation, reason) = (at.actor, me.organisation.clone(), self.reason.clone());
        Ok(vec![Fact::HandoverAnswered { on, by, accepted: self.accepted, site, organisation, reason }])
    }

    fn example() -> Self {
        Self { case: uuid::Uuid::from_u128(20).into(), accepted: true, reason: Text::parse("we know the family").ok() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::tests_support::{at, boss, case, enters, on, stranger};
    use crate::words::CaseType;

    fn offered() -> Past<Record> {
        let reason = Text::parse("r").unwrap();
        let mut past = case(CaseType::Gbv, &[Fact::HandoverOffered { on: on(), to: stranger().actor, reason }]);
        past.and_given(worker_stream(stranger().actor), &[enters(stranger().actor, false)]);
        past
    }

    #[test]
    fn who_accepts_becomes_the_owner_and_who_handed_over_knows_no_more_of_it() {
        let facts = AnswerHandover::example().decide(&offered(), &stranger()).unwrap();
        let case = case(CaseType::Gbv, &facts).main().case.clone();
        assert_eq!((case.owner, case.seen_by(at().actor)), (Some(stranger().actor), Err(Refusal::NotFound)));
    }

    #[test]
    fn only_who_was_asked_answers_and_a_no_has_a_reason() {
        let command = AnswerHandover::example();
        assert_eq!(command.decide(&offered(), &boss()), Err(Refusal::NotFound));
        let no = AnswerHandover { accepted: false, reason: None, ..command };
        assert_eq!(no.decide(&offered(), &stranger()), Err(Refusal::Why));
    }
}
