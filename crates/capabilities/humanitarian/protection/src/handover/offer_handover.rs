//! Offer a case to another officer, of this organisation or of another one. Nothing of the person is told before they accept.

use crate::{
    facts::{Fact, worker_stream},
    record::{Record, Refusal},
    words::CaseId,
};
use access::{Command, Relation, Who};
use kernel::{ActorId, SiteId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Offers a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OfferHandover {
    /// The case.
    pub case: CaseId,
    /// The officer.
    pub to: ActorId,
    /// Why, without naming the person: the officer reads it before accepting.
    pub reason: Text<500>,
}

impl Command for OfferHandover {
    const NAME: &'static str = "offer_handover";
    type State = Record;
    type Error = Refusal;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.case.into(), worker_stream(self.to)]
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
        if past.of(worker_stream(self.to)).worker.is_none() {
            return Err(Refusal::NoSuchColleague("to"));
        }
        if case.owner == Some(self.to) || case.supervisor == Some(self.to) {
            return Err(Refusal::Oneself);
        }
        if case.offer.is_some_and(|offer| offer.to == self.to) {
            return Err(Refusal::Already);
        }
        Ok(vec![Fact::HandoverOffered { on, to: self.to, reason: self.reason.clone() }])
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let id = uuid::Uuid::from_u128;
        Self { case: id(20).into(), to: ActorId(id(99)), reason: Text::parse("she moves to your site").unwrap() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::tests_support::{at, case, enters};
    use crate::words::CaseType;

    #[test]
    fn a_case_is_offered_to_a_colleague_who_is_not_of_its_circle() {
        let command = OfferHandover::example();
        let mut past = case(CaseType::Gbv, &[]);
        assert_eq!(command.decide(&past, &at()), Err(Refusal::NoSuchColleague("to")));
        past.and_given(worker_stream(command.to), &[enters(command.to, false)]);
        let facts = command.decide(&past, &at()).unwrap();
        let mut offered = case(CaseType::Gbv, &facts);
        offered.and_given(worker_stream(command.to), &[enters(command.to, false)]);
        assert_eq!(command.decide(&offered, &at()), Err(Refusal::Already));
    }
}
