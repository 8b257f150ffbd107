//! Suspect a specific need that no screening raised: somebody saw it, or the person said it.

use crate::{
    facts::{Fact, file_stream, worker_stream},
    record::{Record, Refusal},
    roster::supervisor,
    subject::Subject,
    words::NeedId,
};
use access::{Command, Here};
use kernel::{ActorId, PersonId, Problem, SiteId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use screening::shipped_needs;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::is_open;

/// Suspects a need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RaiseNeed {
    /// The person.
    pub person: PersonId,
    /// The code of the need.
    pub code: Text<10>,
    /// The supervisor who may know; asked for where only the circle may know of the need.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supervisor: Option<ActorId>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) found: Option<Subject>,
}

/// Why a need is not raised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RaiseNeedError {
    /// As for every command.
    Refused(Refusal),
    /// The list has no such code, or not today.
    NoSuchCode,
}

impl From<Refusal> for RaiseNeedError {
    fn from(refusal: Refusal) -> Self {
        RaiseNeedError::Refused(refusal)
    }
}

impl From<RaiseNeedError> for Problem {
    fn from(error: RaiseNeedError) -> Self {
        match error {
            RaiseNeedError::Refused(refusal) => refusal.into(),
            RaiseNeedError::NoSuchCode => Problem::field("code", "PRO-013"),
        }
    }
}

/// Days until a need that somebody saw must be looked at again.
const REVIEW_DAYS: i64 = 30;

impl Command for RaiseNeed {
    const NAME: &'static str = "raise_need";
    type State = Record;
    type Error = RaiseNeedError;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        self.found = Some(Subject::of(self.person, here)?);
        Ok(())
    }

    fn streams(&self, _: &At) -> Vec<StreamId> {
        std::iter::once(file_stream(self.person)).chain(self.supervisor.map(worker_stream)).collect()
    }

    fn site(&self, _: &Past<Record>) -> Option<SiteId> {
        self.found.as_ref().map(|found| found.site)
    }

    fn decide(&self, past: &Past<Record>, at: &At) -> Result<Vec<Fact>, RaiseNeedError> {
        let found = self.found.as_ref().ok_or(Refusal::NotFound)?;
        let listed = shipped_needs().need(&self.code).filter(|need| need.is_valid_on(at.today()));
        let restricted = listed.ok_or(RaiseNeedError::NoSuchCode)?.restricted;
        if restricted && self.supervisor.is_none() {
            return Err(Refusal::NeedsSupervisor.into());
        }
        supervisor(self.supervisor, past)?;
        // Another worker's restricted need must not be told by a refusal.
        let mine = |by: ActorId| !restricted || by == at.actor;
        let open = past.main().needs.values().any(|n| n.code == self.code.as_str() && is_open(n.status) && mine(n.by));
        if open {
            return Err(Refusal::Already.into());
        }
        Ok(vec![Fact::NeedRaised {
            person: self.person,
            need: at.id(0),
            site: found.site,
            code: self.code.to_string(),
            flag: None,
            review_by: at.today().plus_days(REVIEW_DAYS),
            restricted,
            supervisor: self.supervisor,
            counted: found.counted,
        }])
    }

    fn answer(&self, _: &[Fact], at: &At) -> Value {
        json!({ "need": at.id::<NeedId>(0) })
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let (person, code) = (PersonId(uuid::Uuid::from_u128(1)), Text::parse("ER-NF").unwrap());
        Self { person, code, supervisor: None, found: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::tests_support::{at, found, past, stranger, supervises};

    fn command(code: &str, supervisor: Option<ActorId>) -> RaiseNeed {
        RaiseNeed { code: Text::parse(code).unwrap(), supervisor, found: Some(found()), ..RaiseNeed::example() }
    }

    #[test]
    fn a_need_is_suspected_once_by_a_code_of_the_list() {
        let stream = file_stream(RaiseNeed::example().person);
        let facts = command("ER-NF", None).decide(&past(stream, &[]), &at()).unwrap();
        assert_eq!(command("ER-NF", None).decide(&past(stream, &facts), &at()), Err(Refusal::Already.into()));
        assert_eq!(command("XX-YY", None).decide(&past(stream, &[]), &at()), Err(RaiseNeedError::NoSuchCode));
    }

    #[test]
    fn a_need_of_which_few_may_know_is_not_told_by_a_refusal() {
        let (stream, boss) = (file_stream(RaiseNeed::example().person), stranger().actor);
        let with_boss = |facts: &[Fact]| {
            let mut past = past(stream, facts);
            past.and_given(worker_stream(boss), &[supervises(boss)]);
            past
        };
        let raise = command("SV-VA", Some(boss));
        assert_eq!(command("SV-VA", None).decide(&with_boss(&[]), &at()), Err(Refusal::NeedsSupervisor.into()));
        let facts = raise.decide(&with_boss(&[]), &at()).unwrap();
        assert!(raise.decide(&with_boss(&facts), &stranger()).is_ok(), "another worker knows nothing of it");
        assert_eq!(raise.decide(&with_boss(&facts), &at()), Err(Refusal::Already.into()));
    }
}
