//! Ask a person the questions of an instrument. What was said lies under the person's key; each rule that holds raises a flag with the
//! answers behind it, and the needs it names are suspected, not decided (IOM Determinants of Migrant Vulnerability: screening finds whom
//! to look at, people decide).

use crate::{
    facts::{Fact, FlagRef, file_stream, worker_stream},
    need::is_open,
    record::{Record, Refusal},
    roster::supervisor,
    subject::Subject,
    views::editions,
    words::ScreeningId,
};
use access::{Command, Here};
use kernel::{ActorId, Date, PersonId, Problem, SiteId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use screening::{Answers, BadAnswer, Code, Digest, Edition, Raised, Said, evaluate, in_use, refused, shipped_needs};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Records what a person said to the questions of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScreenPerson {
    /// The person.
    pub person: PersonId,
    /// The sheet.
    pub sheet: Code,
    /// Its version; without one, the newest that is asked on the day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u16>,
    /// The digest of its text; needed where posts published different contents under one version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<Digest>,
    /// What was said; what was not answered is left out.
    pub answers: Answers,
    /// The supervisor who may know what only the circle may know; needed where a sheet has such rules.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supervisor: Option<ActorId>,
    /// The language in which the questions were read.
    pub language: Text<35>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) found: Option<Subject>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) editions: Vec<Edition>,
}

/// Why a screening is not recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScreenError {
    /// As for every command.
    Refused(Refusal),
    /// There is no such sheet, or it is not used today.
    NoSuchSheet,
    /// Two contents stand under this version, and neither was named.
    Differs,
    /// Nothing was answered.
    Nothing,
    /// Something said is no answer to its question.
    Answers(Vec<BadAnswer>),
}

impl From<Refusal> for ScreenError {
    fn from(refusal: Refusal) -> Self {
        ScreenError::Refused(refusal)
    }
}

impl From<ScreenError> for Problem {
    fn from(error: ScreenError) -> Self {
        match error {
            ScreenError::Refused(refusal) => refusal.into(),
            ScreenError::NoSuchSheet => Problem::field("sheet", "PRO-010"),
            ScreenError::Differs => Problem::field("digest", "PRO-015"),
            ScreenError::Nothing => Problem::refused("PRO-011"),
            ScreenError::Answers(bad) => bad.into_iter().fold(Problem::refused("GEN-422"), |problem, bad| {
                problem.and_field(format!("answers.{}", bad.question), bad.code)
            }),
        }
    }
}

impl Command for ScreenPerson {
    const NAME: &'static str = "screen_person";
    type State = Record;
    type Error = ScreenError;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        self.found = Some(Subject::of(self.person, here)?);
        self.editions = editions(here.sql, Some(&self.sheet))?;
        Ok(())
    }

    fn streams(&self, _: &At) -> Vec<StreamId> {
        std::iter::once(file_stream(self.person)).chain(self.supervisor.map(worker_stream)).collect()
    }

    fn site(&self, _: &Past<Record>) -> Option<SiteId> {
        self.found.as_ref().map(|found| found.site)
    }

    fn decide(&self, past: &Past<Record>, at: &At) -> Result<Vec<Fact>, ScreenError> {
        let found = self.found.as_ref().ok_or(Refusal::NotFound)?;
        // On the day on which it was asked: a form that a tablet kept may arrive when another sheet is in use.
        let edition = self.edition(at.when().1.date_at(at.utc_offset_minutes))?;
        let sheet = &edition.sheet;
        if self.answers.is_empty() {
            return Err(ScreenError::Nothing);
        }
        let bad = refused(sheet, &self.answers);
        if !bad.is_empty() {
            return Err(ScreenError::Answers(bad));
        }
        if self.supervisor.is_none() && sheet.rules.iter().any(|rule| rule.restricted) {
            return Err(Refusal::NeedsSupervisor.into());
        }
        supervisor(self.supervisor, past)?;
        let mut facts = vec![Fact::PersonScreened {
            person: self.person,
            screening: at.id(0),
            site: found.site,
            sheet: sheet.code.clone(),
            version: sheet.version,
            digest: Some(edition.digest.clone()),
            answers: self.answers.clone(),
            language: self.language.clone(),
            supervisor: self.supervisor,
        }];
        for raised in evaluate(sheet, &self.answers).raised {
            facts.push(self.flag(edition, &raised, found.site, at));
            for code in &raised.needs {
                facts.extend(self.need(code, &raised, found, (past, facts.len()), at));
            }
        }
        Ok(facts)
    }

    fn answer(&self, _: &[Fact], at: &At) -> Value {
        json!({ "screening": at.id::<ScreeningId>(0) })
    }

    #[expect(clippy::unwrap_used, reason = "constants, parsed in every test run")]
    fn example() -> Self {
        Self {
            person: PersonId(uuid::Uuid::from_u128(1)),
            sheet: "child".parse().unwrap(),
            version: Some(1),
            digest: None,
            answers: Answers::from([
                ("age".parse().unwrap(), Said::number(9)),
                ("carer".parse().unwrap(), Said::one("nobody").unwrap()),
            ]),
            supervisor: Some(ActorId(uuid::Uuid::from_u128(7))),
            language: Text::parse("ar").unwrap(),
            found: None,
            editions: vec![],
        }
    }
}

impl ScreenPerson {
    /// The edition that was asked on a day: the one named, else the newest.
    fn edition(&self, day: Date) -> Result<&Edition, ScreenError> {
        let named = |edition: &Edition| {
            edition.is_valid_on(day)
                && self.version.is_none_or(|version| version == edition.sheet.version)
                && self.digest.as_ref().is_none_or(|digest| *digest == edition.digest)
        };
        let asked: Vec<&Edition> = if self.version.is_none() && self.digest.is_none() {
            in_use(&self.editions, day)
        } else {
            self.editions.iter().filter(|edition| named(edition)).collect()
        };
        match asked.as_slice() {
            [] => Err(ScreenError::NoSuchSheet),
            [one] => Ok(one),
            _ => Err(ScreenError::Differs),
        }
    }

    fn flag(&self, edition: &Edition, raised: &Raised, site: SiteId, at: &At) -> Fact {
        let because = self.answers.iter().filter(|(name, _)| raised.because.contains(name));
        Fact::FlagRaised {
            person: self.person,
            flag: FlagRef { screening: at.id(0), rule: raised.rule.clone() },
            site,
            sheet: edition.sheet.code.clone(),
            version: edition.sheet.version,
            digest: Some(edition.digest.clone()),
            urgency: raised.urgency.name().to_owned(),
            because: because.map(|(name, said)| (name.clone(), said.clone())).collect(),
            due: at.when().1.plus_seconds(raised.urgency.seconds()),
            review_by: at.today().plus_days(raised.review_days.into()),
            restricted: raised.restricted,
            supervisor: self.supervisor,
        }
    }

    /// The need is suspected, unless it is already and may be known to all who will see this.
    fn need(
        &self,
        code: &str,
        raised: &Raised,
        found: &Subject,
        (past, n): (&Past<Record>, usize),
        at: &At,
    ) -> Option<Fact> {
        let restricted = raised.restricted || shipped_needs().need(code).is_some_and(|need| need.restricted);
        let known =
            past.main().needs.values().any(|need| need.code == code && is_open(need.status) && !need.restricted);
        let n = u32::try_from(n).unwrap_or(u32::MAX);
        (restricted || !known).then(|| Fact::NeedRaised {
            person: self.person,
            need: at.id(n),
            site: found.site,
            code: code.to_owned(),
            flag: Some(FlagRef { screening: at.id(0), rule: raised.rule.clone() }),
            review_by: at.today().plus_days(raised.review_days.into()),
            restricted,
            supervisor: self.supervisor,
            counted: found.counted,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::tests_support::{at, found, past, supervises};
    use screening::{Sheet, shipped};

    fn command(said: &[(&str, &str)]) -> ScreenPerson {
        let answers = said.iter().map(|(name, said)| (name.parse().unwrap(), Said::one(said).unwrap())).collect();
        let editions = shipped().iter().map(|one| one.edition.clone()).filter(|one| one.sheet.code.as_str() == "child");
        ScreenPerson { answers, found: Some(found()), editions: editions.collect(), ..ScreenPerson::example() }
    }

    fn decide(command: &ScreenPerson, before: &[Fact]) -> Result<Vec<Fact>, ScreenError> {
        let supervisor = ScreenPerson::example().supervisor.unwrap();
        let mut past = past(file_stream(command.person), before);
        past.and_given(worker_stream(supervisor), &[supervises(supervisor)]);
        command.decide(&past, &at())
    }

    #[test]
    fn a_child_alone_raises_a_flag_of_24_hours_with_the_answer_behind_it_and_the_need_is_suspected() {
        let facts = decide(&command(&[("carer", "nobody")]), &[]).unwrap();
        let [
            Fact::PersonScreened { .. },
            Fact::FlagRaised { because, due, urgency, restricted, .. },
            Fact::NeedRaised { code, .. },
        ] = facts.as_slice()
        else {
            panic!("{facts:?}")
        };
        assert_eq!((urgency.as_str(), code.as_str(), *restricted), ("hours_24", "SC-UC", false));
        assert_eq!(because.keys().map(Code::as_str).collect::<Vec<_>>(), ["carer"]);
        assert_eq!(due.seconds_since(at().now), 24 * 3600);
    }

    #[test]
    fn a_need_that_is_suspected_already_is_not_raised_again_but_a_restricted_one_is() {
        let alone = decide(&command(&[("carer", "nobody")]), &[]).unwrap();
        let needs = |facts: &[Fact]| facts.iter().filter(|fact| matches!(fact, Fact::NeedRaised { .. })).count();
        assert_eq!(needs(&decide(&command(&[("carer", "nobody")]), &alone).unwrap()), 0);
        let armed = command(&[("fighters", "yes"), ("carer", "parent")]);
        let first = decide(&armed, &[]).unwrap();
        assert_eq!(needs(&decide(&armed, &first).unwrap()), 1, "to another worker the first would stay unknown");
    }

    #[test]
    fn what_is_no_answer_is_named_and_nothing_is_recorded() {
        let bad = decide(&command(&[("carer", "parent"), ("parents", "lost")]), &[]).unwrap_err();
        let fields: Vec<_> = Problem::from(bad).fields.into_iter().map(|f| (f.field, f.code.into_owned())).collect();
        assert_eq!(fields, [("answers.parents".to_owned(), "SCR-022".to_owned())]);
        assert_eq!(decide(&command(&[]), &[]), Err(ScreenError::Nothing));
        let unknown = ScreenPerson { version: Some(9), ..command(&[("carer", "nobody")]) };
        assert_eq!(decide(&unknown, &[]), Err(ScreenError::NoSuchSheet));
    }

    #[test]
    fn the_newest_edition_of_the_day_is_asked_unless_one_is_named_and_of_two_contents_one_must_be() {
        let mut command = ScreenPerson { version: None, ..command(&[("carer", "nobody")]) };
        let first = command.editions[0].clone();
        let sheet = Sheet { version: 2, ..first.sheet.clone() };
        command.editions.push(Edition { digest: Digest::of("x"), withdrawn_from: None, sheet: sheet.clone() });
        let asked = |command: &ScreenPerson| match decide(command, &[])?.remove(0) {
            Fact::PersonScreened { version, digest, .. } => Ok((version, digest)),
            other => panic!("{other:?}"),
        };
        assert_eq!(asked(&command), Ok((2, Some(Digest::of("x")))));
        assert_eq!(asked(&ScreenPerson { version: Some(1), ..command.clone() }), Ok((1, Some(first.digest))));
        command.editions.push(Edition { digest: Digest::of("y"), withdrawn_from: None, sheet });
        assert_eq!(asked(&command), Err(ScreenError::Differs));
        assert_eq!(asked(&ScreenPerson { version: Some(2), ..command.clone() }), Err(ScreenError::Differs));
        let named = ScreenPerson { digest: Some(Digest::of("y")), ..command.clone() };
        assert_eq!(asked(&named), Ok((2, Some(Digest::of("y")))));
        command.editions[2].withdrawn_from = Some(at().today());
        assert_eq!(asked(&command), Ok((2, Some(Digest::of("x")))));
    }

    #[test]
    fn a_form_that_a_tablet_kept_is_of_the_day_on_which_it_was_asked() {
        let mut command = command(&[("carer", "nobody")]);
        command.editions[0].withdrawn_from = Some(at().today());
        assert_eq!(decide(&command, &[]), Err(ScreenError::NoSuchSheet));
        let (mut past, mut then) = (past(file_stream(command.person), &[]), at());
        let supervisor = command.supervisor.unwrap();
        past.and_given(worker_stream(supervisor), &[supervises(supervisor)]);
        let yesterday = then.now.plus_seconds(-86_400);
        then.happened = Some((yesterday, yesterday));
        assert!(command.decide(&past, &then).is_ok());
    }

    #[test]
    fn a_sheet_that_may_raise_what_few_may_know_needs_a_supervisor_who_is_one() {
        let nobody = ScreenPerson { supervisor: None, ..command(&[("carer", "nobody")]) };
        assert_eq!(decide(&nobody, &[]), Err(Refusal::NeedsSupervisor.into()));
        let stranger = ScreenPerson { supervisor: Some(at().actor), ..nobody };
        assert_eq!(decide(&stranger, &[]), Err(Refusal::NoSuchColleague("supervisor").into()));
    }
}
