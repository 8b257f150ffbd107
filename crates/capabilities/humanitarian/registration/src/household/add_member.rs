//! Add a person to a registered household: a newborn, a relative who arrived later, a child taken into its care.

use super::{
    CompositionError, Relationship,
    composition::{MOST_MEMBERS, changeable},
    register_household::new_member,
};
use crate::{
    facts::Fact,
    person_answers::check,
    record::{self, Record},
};
use access::Command;
use contracts::registration::Details;
use kernel::{FieldProblem, HouseholdId, PersonId, Problem, SiteId, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Adds a member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddMember {
    /// The household.
    pub household: HouseholdId,
    /// How the member stands to the head.
    pub relationship: Relationship,
    /// The member's answers.
    pub details: Details,
}

/// Why a member is not added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AddMemberError {
    /// The household cannot take the member.
    Composition(CompositionError),
    /// Answers that cannot be.
    Answers(Vec<FieldProblem>),
}

impl From<AddMemberError> for Problem {
    fn from(error: AddMemberError) -> Self {
        match error {
            AddMemberError::Composition(error) => error.into(),
            AddMemberError::Answers(fields) => Problem { fields, ..Problem::refused("GEN-422") },
        }
    }
}

impl Command for AddMember {
    const NAME: &'static str = "add_member";
    type State = Record;
    type Error = AddMemberError;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.household.into()]
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        record::site(past)
    }

    fn decide(&self, past: &Past<Record>, at: &At) -> Result<Vec<Fact>, AddMemberError> {
        let (household, site) = changeable(past, self.household).map_err(AddMemberError::Composition)?;
        if household.members.len() >= MOST_MEMBERS {
            return Err(AddMemberError::Composition(CompositionError::TooMany));
        }
        let mut wrong = check(&self.details, "details", at.today());
        if self.relationship == Relationship::Head {
            wrong.push(FieldProblem { field: "relationship".into(), code: "REG-014".into() });
        }
        if !wrong.is_empty() {
            return Err(AddMemberError::Answers(wrong));
        }
        Ok(new_member(self.household, site, at.id(0), self.relationship, &self.details, at).to_vec())
    }

    fn answer(&self, _: &[Fact], at: &At) -> Value {
        json!({ "person": at.id::<PersonId>(0) })
    }

    fn example() -> Self {
        let birth = kernel::BirthDate::Partial { year: 2024, month: Some(2) };
        let household = HouseholdId(uuid::Uuid::from_u128(1));
        Self { household, relationship: Relationship::Child, details: Details { birth, ..Details::example() } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::household::register_household::tests::{at, past_of, registered};

    #[test]
    fn a_newborn_joins_the_household() {
        let command = AddMember::example();
        let past = past_of(&[command.household], &registered(command.household, &["Hawa"]));
        let facts = command.decide(&past, &at()).unwrap();
        let household = command.household;
        let joined = Fact::MemberJoined { household, person: at().id(0), relationship: Relationship::Child };
        assert_eq!(facts[1], joined);
        assert_eq!(facts[0].person(), Some(at().id(0)));
    }

    #[test]
    fn a_household_that_nobody_registered_takes_no_member() {
        let command = AddMember::example();
        let decide = |given: &[Fact]| command.decide(&past_of(&[command.household], given), &at());
        let opened = &registered(command.household, &["Hawa"])[..1];
        assert_eq!(decide(&[]), Err(AddMemberError::Composition(CompositionError::NotFound)));
        assert_eq!(decide(opened), Err(AddMemberError::Composition(CompositionError::NotRegistered)));
    }

    #[test]
    fn a_household_has_one_head() {
        let command = AddMember { relationship: Relationship::Head, ..AddMember::example() };
        let past = past_of(&[command.household], &registered(command.household, &["Hawa"]));
        let wrong = FieldProblem { field: "relationship".into(), code: "REG-014".into() };
        assert_eq!(command.decide(&past, &at()), Err(AddMemberError::Answers(vec![wrong])));
    }
}
