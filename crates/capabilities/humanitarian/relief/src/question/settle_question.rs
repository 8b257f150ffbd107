//! Settle a question of the list: somebody looked at it and says how it stands. When it is another hand-out or another number that it is
//! about, it opens again.

use crate::{
    facts::{Fact, site_stream},
    record::Record,
    views,
};
use access::{Command, Here};
use kernel::{PersonId, Problem, SiteId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Settles a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SettleQuestion {
    /// The question's key, as the list gives it.
    pub question: Text<80>,
    /// How it stands.
    pub note: Text<200>,
    /// Somebody who got what it is about, if it is about people; found in the views.
    #[serde(skip)]
    pub about: Option<PersonId>,
}

/// Why a question cannot be settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuestionError {
    /// The user works at no site now.
    NoSite,
}

impl From<QuestionError> for Problem {
    fn from(error: QuestionError) -> Self {
        match error {
            QuestionError::NoSite => Problem::refused("ACC-001"),
        }
    }
}

impl Command for SettleQuestion {
    const NAME: &'static str = "settle_question";
    type State = Record;
    type Error = QuestionError;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        let site = here.at.site.ok_or(QuestionError::NoSite)?;
        let open = views::open_question(here.sql, site, here.at.utc_offset_minutes, self.question.as_str())?;
        self.about = open.ok_or_else(Problem::not_found)?;
        Ok(())
    }

    fn streams(&self, at: &At) -> Vec<StreamId> {
        // Who works at no site is refused before anything is recorded.
        vec![site_stream(at.site.unwrap_or(SiteId(at.actor.0)))]
    }

    fn decide(&self, _: &Past<Record>, at: &At) -> Result<Vec<Fact>, QuestionError> {
        let site = at.site.ok_or(QuestionError::NoSite)?;
        Ok(vec![Fact::QuestionSettled {
            site,
            question: self.question.clone(),
            note: self.note.clone(),
            person: self.about,
        }])
    }

    #[expect(clippy::unwrap_used, reason = "a constant, parsed in every test run")]
    fn example() -> Self {
        let question = Text::parse("below_zero:0011223344556677").unwrap();
        Self { question, note: Text::parse("the second delivery was not entered").unwrap(), about: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stock::tests_support::at;

    #[test]
    fn a_question_is_settled_at_the_site_of_who_settles_it() {
        let settle = SettleQuestion::example();
        let facts = settle.decide(&Past::new(vec![]), &at()).unwrap();
        assert!(matches!(facts.as_slice(), [Fact::QuestionSettled { site, .. }] if Some(*site) == at().site));
        assert_eq!(settle.decide(&Past::new(vec![]), &At::example()), Err(QuestionError::NoSite));
    }
}
