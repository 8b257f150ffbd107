//! Correct what is recorded of a person. The old value stays beside the new one, with the reason and who corrected it.

use super::PersonError;
use crate::{
    facts::Fact,
    person_answers::check,
    record::{self, Record},
};
use access::Command;
use contracts::registration::Details;
use kernel::{FieldProblem, PersonId, Problem, SiteId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Corrects a person's answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CorrectPerson {
    /// The person.
    pub person: PersonId,
    /// All answers as they are right; what does not differ is not recorded again.
    pub details: Details,
    /// Why: what the person said, what a document shows.
    pub reason: Text<200>,
}

/// Why nothing is corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CorrectPersonError {
    /// The record cannot be changed.
    Person(PersonError),
    /// Answers that cannot be.
    Answers(Vec<FieldProblem>),
    /// Every answer is what is recorded already.
    NothingChanged,
}

impl From<CorrectPersonError> for Problem {
    fn from(error: CorrectPersonError) -> Self {
        match error {
            CorrectPersonError::Person(error) => error.into(),
            CorrectPersonError::Answers(fields) => Problem { fields, ..Problem::refused("GEN-422") },
            CorrectPersonError::NothingChanged => Problem::refused("REG-022"),
        }
    }
}

impl Command for CorrectPerson {
    const NAME: &'static str = "correct_person";
    type State = Record;
    type Error = CorrectPersonError;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.person.into()]
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        record::site(past)
    }

    fn decide(&self, past: &Past<Record>, at: &At) -> Result<Vec<Fact>, CorrectPersonError> {
        let recorded = past.main().person.details().map_err(CorrectPersonError::Person)?;
        let wrong = check(&self.details, "details", at.today());
        if !wrong.is_empty() {
            return Err(CorrectPersonError::Answers(wrong));
        }
        let changes = recorded.changes(&self.details);
        if changes.is_empty() {
            return Err(CorrectPersonError::NothingChanged);
        }
        Ok(vec![Fact::PersonCorrected { person: self.person, changes, reason: self.reason.clone() }])
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let details = Details { sex: kernel::Sex::Unspecified, ..Details::example() };
        let reason = Text::parse("the person asked for it").unwrap();
        Self { person: PersonId(uuid::Uuid::from_u128(1)), details, reason }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        household::tests_support::at,
        person::state::tests::{past_of, registered},
    };
    use serde_json::json;

    #[test]
    fn both_values_stay() {
        let facts = CorrectPerson::example().decide(&past_of(1, &[registered(1)]), &at()).unwrap();
        let [Fact::PersonCorrected { changes, .. }] = facts.as_slice() else { panic!("{facts:?}") };
        let [change] = changes.as_slice() else { panic!("{changes:?}") };
        assert_eq!((&change.before, &change.after), (&json!("female"), &json!("unspecified")));
        let corrected = past_of(1, &[registered(1), facts[0].clone()]);
        assert_eq!(corrected.main().person.details, Some(CorrectPerson::example().details));
    }

    #[test]
    fn a_correction_that_changes_nothing_is_not_recorded() {
        let command = CorrectPerson { details: Details::example(), ..CorrectPerson::example() };
        let decided = command.decide(&past_of(1, &[registered(1)]), &at());
        assert_eq!(decided, Err(CorrectPersonError::NothingChanged));
    }

    #[test]
    fn nobody_is_corrected_who_is_not_there() {
        let decided = CorrectPerson::example().decide(&past_of(1, &[]), &at());
        assert_eq!(decided, Err(CorrectPersonError::Person(PersonError::NotFound)));
    }
}
