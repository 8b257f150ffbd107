//! Write down why a person needs help from a service. Nothing leaves by it, and nobody but the writer and the site's protection
//! officer reads it. The draft can be changed until it is sent, and again when it came back.

use super::{Answers, ReferralError};
use crate::{
    facts::Fact,
    record::{self, Record},
    words::{Category, Priority},
};
use access::{Command, Here, Relation, Who};
use kernel::{PersonId, Problem, ReferralId, SiteId, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Drafts a referral.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftReferral {
    /// Who needs help.
    pub person: PersonId,
    /// What help.
    pub category: Category,
    /// How soon.
    pub priority: Priority,
    /// Why, and what the service should know.
    pub answers: Answers,
}

impl DraftReferral {
    fn id(at: &At) -> ReferralId {
        at.id(0)
    }
}

impl Command for DraftReferral {
    const NAME: &'static str = "draft_referral";
    type State = Record;
    type Error = Problem;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        let person = people::person(here.sql, self.person)?.ok_or_else(Problem::not_found)?;
        if person.is_of(here.at.site) { Ok(()) } else { Err(Problem::not_found()) }
    }

    fn streams(&self, at: &At) -> Vec<StreamId> {
        vec![Self::id(at).into()]
    }

    fn decide(&self, _: &Past<Record>, at: &At) -> Result<Vec<Fact>, Problem> {
        let site = at.site.ok_or(Problem::refused("ACC-001"))?;
        let (referral, by) = (Self::id(at), at.actor);
        let (person, category, priority, answers) = (self.person, self.category, self.priority, self.answers.clone());
        Ok(vec![Fact::ReferralDrafted { referral, person, site, by, category, priority, answers }])
    }

    fn answer(&self, _: &[Fact], at: &At) -> Value {
        json!({ "referral": Self::id(at) })
    }

    fn example() -> Self {
        let person = PersonId(uuid::Uuid::from_u128(1));
        Self { person, category: Category::Health, priority: Priority::Urgent, answers: Answers::example() }
    }
}

/// Changes a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeDraft {
    /// The referral.
    pub referral: ReferralId,
    /// What help.
    pub category: Category,
    /// How soon.
    pub priority: Priority,
    /// Why, and what the service should know.
    pub answers: Answers,
}

impl Command for ChangeDraft {
    const NAME: &'static str = "change_draft";
    type State = Record;
    type Error = ReferralError;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.referral.into()]
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        past.main().referral.site
    }

    fn is_own(&self, past: &Past<Record>, relation: Relation, who: &Who) -> bool {
        record::is_own(past, relation, who, Some(self.referral), None)
    }

    fn decide(&self, past: &Past<Record>, _: &At) -> Result<Vec<Fact>, ReferralError> {
        let referral = &past.main().referral;
        let person = referral.person()?;
        if !referral.is_free() {
            return Err(ReferralError::Stage(referral.stage()));
        }
        let (category, priority, answers) = (self.category, self.priority, self.answers.clone());
        Ok(vec![Fact::DraftChanged { referral: self.referral, person, category, priority, answers }])
    }

    fn example() -> Self {
        let DraftReferral { category, priority, answers, .. } = DraftReferral::example();
        Self { referral: ReferralId(uuid::Uuid::from_u128(1)), category, priority, answers }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::tests_support::{at, consented, drafted, past_of, sent};

    #[test]
    fn a_draft_is_kept_at_the_site_where_it_is_written() {
        let nowhere = DraftReferral::example().decide(&past_of(&[]), &At::example());
        assert_eq!(nowhere.map_err(|problem| problem.code.into_owned()), Err("ACC-001".to_owned()));
        assert_eq!(DraftReferral::example().decide(&past_of(&[]), &at()).map(|facts| facts.len()), Ok(1));
    }

    #[test]
    fn what_is_on_its_way_is_not_rewritten() {
        let change = |given: &[Fact]| ChangeDraft::example().decide(&past_of(given), &at()).map(|facts| facts.len());
        assert_eq!(change(&[drafted()]), Ok(1));
        let open = [vec![drafted(), consented()], sent(1)].concat();
        assert_eq!(change(&open), Err(ReferralError::Stage(crate::words::Stage::Sent)));
        assert_eq!(change(&[]), Err(ReferralError::NotFound));
    }
}
