//! Say that a case is also about another person: a sister, a child.

use crate::{
    facts::Fact,
    record::{Record, Refusal},
    subject::Subject,
    words::CaseId,
};
use access::{Command, Here, Relation, Who};
use kernel::{PersonId, Problem, SiteId, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Adds a person to a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddSubject {
    /// The case.
    pub case: CaseId,
    /// The person.
    pub person: PersonId,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) found: Option<Subject>,
}

impl Command for AddSubject {
    const NAME: &'static str = "add_subject";
    type State = Record;
    type Error = Refusal;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        self.found = Some(Subject::of(self.person, here)?);
        Ok(())
    }

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.case.into()]
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
        let found = self.found.as_ref().filter(|found| Some(found.site) == case.site).ok_or(Refusal::NotFound)?;
        if on.person == self.person || case.others.contains(&self.person) {
            return Err(Refusal::Already);
        }
        Ok(vec![Fact::SubjectAdded { on, person: self.person, name: found.name.clone() }])
    }

    fn example() -> Self {
        let id = uuid::Uuid::from_u128;
        Self { case: id(20).into(), person: PersonId(id(4)), found: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::tests_support::{at, case, found};
    use crate::words::CaseType;

    #[test]
    fn a_person_is_added_once_and_only_of_the_same_site() {
        let command = AddSubject { found: Some(found()), ..AddSubject::example() };
        let facts = command.decide(&case(CaseType::Child, &[]), &at()).unwrap();
        assert_eq!(command.decide(&case(CaseType::Child, &facts), &at()), Err(Refusal::Already));
        let elsewhere = Subject { site: SiteId(uuid::Uuid::nil()), ..found() };
        let command = AddSubject { found: Some(elsewhere), ..command };
        assert_eq!(command.decide(&case(CaseType::Child, &[]), &at()), Err(Refusal::NotFound));
    }
}
