//! Open a case for a person: what it is about, why, and who answers for it. Cases of gender-based violence and of trafficking are known
//! to their owner and the named supervisor alone (Inter-agency GBV Case Management Guidelines, 2017: need to know).

use crate::{
    facts::{CaseRef, Fact, FlagRef, file_stream, worker_stream},
    flag::open_flag,
    record::{Record, Refusal},
    roster::supervisor,
    subject::Subject,
    words::{CaseId, CaseType},
};
use access::{Command, Here};
use kernel::{ActorId, PersonId, Problem, SiteId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Opens a case; who asks becomes its owner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenCase {
    /// The person.
    pub person: PersonId,
    /// What it is about.
    pub about: CaseType,
    /// Why it is opened.
    pub reason: Text<500>,
    /// The supervisor; needed where only the circle may know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supervisor: Option<ActorId>,
    /// The flag that it answers, which is then taken up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flag: Option<FlagRef>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) found: Option<Subject>,
}

impl Command for OpenCase {
    const NAME: &'static str = "open_case";
    type State = Record;
    type Error = Refusal;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        self.found = Some(Subject::of(self.person, here)?);
        Ok(())
    }

    fn streams(&self, at: &At) -> Vec<StreamId> {
        let mut streams = vec![at.id::<CaseId>(0).into(), file_stream(self.person), worker_stream(at.actor)];
        streams.extend(self.supervisor.filter(|named| *named != at.actor).map(worker_stream));
        streams
    }

    fn site(&self, _: &Past<Record>) -> Option<SiteId> {
        self.found.as_ref().map(|found| found.site)
    }

    fn decide(&self, past: &Past<Record>, at: &At) -> Result<Vec<Fact>, Refusal> {
        let found = self.found.as_ref().ok_or(Refusal::NotFound)?;
        let me = past.of(worker_stream(at.actor)).worker.as_ref().ok_or(Refusal::NotInRoster)?;
        if self.about.is_restricted() && self.supervisor.is_none() {
            return Err(Refusal::NeedsSupervisor);
        }
        if self.supervisor == Some(at.actor) {
            return Err(Refusal::Oneself);
        }
        supervisor(self.supervisor, past)?;
        let opened = Fact::CaseOpened {
            on: CaseRef { case: at.id(0), person: self.person },
            site: found.site,
            about: self.about,
            reason: self.reason.clone(),
            organisation: me.organisation.clone(),
            owner: at.actor,
            supervisor: self.supervisor,
            name: found.name.clone(),
            counted: found.counted,
        };
        let Some(flag) = &self.flag else { return Ok(vec![opened]) };
        open_flag(past.of(file_stream(self.person)), flag, at.actor)?;
        Ok(vec![opened, Fact::FlagTaken { person: self.person, flag: flag.clone() }])
    }

    fn answer(&self, _: &[Fact], at: &At) -> Value {
        let case: CaseId = at.id(0);
        json!({ "case": case, "number": case.number() })
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let id = uuid::Uuid::from_u128;
        let reason = Text::parse("came alone, asks for her aunt").unwrap();
        let (about, supervisor) = (CaseType::Child, Some(ActorId(id(7))));
        Self { person: PersonId(id(1)), about, reason, supervisor, flag: None, found: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::tests_support::{at, boss, enters, flag, found, past, supervises};

    fn given(before: &[Fact]) -> Past<Record> {
        let mut past = past(at().id::<CaseId>(0).into(), &[]);
        past.and_given(file_stream(OpenCase::example().person), before);
        past.and_given(worker_stream(at().actor), &[enters(at().actor, false)]);
        past.and_given(worker_stream(boss().actor), &[supervises(boss().actor)]);
        past
    }

    fn command() -> OpenCase {
        OpenCase { found: Some(found()), ..OpenCase::example() }
    }

    #[test]
    fn who_opens_a_case_owns_it_for_their_organisation() {
        let facts = command().decide(&given(&[]), &at()).unwrap();
        let [Fact::CaseOpened { owner, organisation, .. }] = facts.as_slice() else { panic!("{facts:?}") };
        assert_eq!((*owner, organisation.as_str()), (at().actor, "O"));
    }

    #[test]
    fn a_case_of_which_few_may_know_needs_a_supervisor_who_is_somebody_else() {
        let gbv = OpenCase { about: CaseType::Gbv, supervisor: None, ..command() };
        assert_eq!(gbv.decide(&given(&[]), &at()), Err(Refusal::NeedsSupervisor));
        let oneself = OpenCase { supervisor: Some(at().actor), ..gbv };
        assert_eq!(oneself.decide(&given(&[]), &at()), Err(Refusal::Oneself));
    }

    #[test]
    fn a_case_takes_up_the_flag_it_answers() {
        let raised = FlagRef { screening: uuid::Uuid::from_u128(2).into(), rule: "unaccompanied".parse().unwrap() };
        let past = given(&[flag(command().person, &raised, false)]);
        let facts = OpenCase { flag: Some(raised), ..command() }.decide(&past, &at()).unwrap();
        assert!(matches!(facts.as_slice(), [Fact::CaseOpened { .. }, Fact::FlagTaken { .. }]));
    }

    #[test]
    fn without_an_organisation_no_case_is_opened() {
        let past = past(at().id::<CaseId>(0).into(), &[]);
        assert_eq!(command().decide(&past, &at()), Err(Refusal::NotInRoster));
    }
}
