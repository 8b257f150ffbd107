//! Split a household in two: some members live and decide apart from now on, under a number of their own.

use super::{
    CompositionError, Relationship,
    composition::{changeable, next_head},
};
use crate::{
    facts::Fact,
    record::{self, Record},
};
use access::{Command, Here};
use contracts::number::Number;
use kernel::{HouseholdId, PersonId, Problem, SiteId, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Splits a household.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SplitHousehold {
    /// The household to split.
    pub household: HouseholdId,
    /// Who speaks for those who leave.
    pub head: PersonId,
    /// Who leaves besides their head.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<PersonId>,
    #[serde(skip)]
    number: Option<Number>,
}

impl Command for SplitHousehold {
    const NAME: &'static str = "split_household";
    type State = Record;
    type Error = CompositionError;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        self.number = Some(Number::draw(
            |n| here.at.random(super::NUMBER_DRAWS + n),
            |number| people::is_number_taken(here.sql, number),
        )?);
        Ok(())
    }

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.household.into()]
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        record::site(past)
    }

    fn decide(&self, past: &Past<Record>, at: &At) -> Result<Vec<Fact>, CompositionError> {
        let (old, site) = changeable(past, self.household)?;
        let mut leaving = vec![self.head];
        leaving.extend(self.others.iter().filter(|person| **person != self.head));
        leaving.dedup();
        if leaving.iter().any(|person| old.member(*person).is_none()) {
            return Err(CompositionError::NotAMember);
        }
        if old.is_left_empty(&leaving) {
            return Err(CompositionError::LeavesNobody);
        }
        let household: HouseholdId = at.id(0);
        let number = match &self.number {
            Some(number) => number.clone(),
            None => Number::draw(|n| at.random(super::NUMBER_DRAWS + n), |_| Ok::<_, CompositionError>(false))?,
        };
        let mut facts = vec![
            Fact::HouseholdOpened { household, site, token: None },
            Fact::HouseholdRegistered { household, number, head: self.head, on: at.today() },
        ];
        for person in &leaving {
            let person = *person;
            let relationship = if person == self.head { Relationship::Head } else { Relationship::OtherRelative };
            facts.push(Fact::MemberLeft { household: self.household, person });
            facts.push(Fact::MemberJoined { household, person, relationship });
            facts.push(Fact::PersonPlaced { person, household, site });
        }
        facts.extend(next_head(old, &leaving).map(|head| Fact::HeadNamed { household: self.household, head }));
        Ok(facts)
    }

    fn answer(&self, facts: &[Fact], at: &At) -> Value {
        let number = facts.iter().find_map(|fact| match fact {
            Fact::HouseholdRegistered { number, .. } => Some(number.to_string()),
            _ => None,
        });
        json!({ "household": at.id::<HouseholdId>(0), "number": number })
    }

    fn example() -> Self {
        let id = uuid::Uuid::from_u128;
        Self { household: HouseholdId(id(1)), head: PersonId(id(1)), others: vec![PersonId(id(2))], number: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::household::register_household::tests::{at, fold, house, past_of, registered};

    fn decide(leaving: &[usize]) -> Result<Vec<Fact>, CompositionError> {
        let given = registered(house(1), &["Hawa", "Issa", "Mariam"]);
        let people = fold(house(1), &given).people();
        let others = leaving[1..].iter().map(|n| people[*n]).collect();
        let command = SplitHousehold { household: house(1), head: people[leaving[0]], others, number: None };
        command.decide(&past_of(&[house(1)], &given), &at())
    }

    #[test]
    fn those_who_leave_have_a_number_and_a_head_of_their_own() {
        let given = registered(house(1), &["Hawa", "Issa", "Mariam"]);
        let all = [given.clone(), decide(&[1, 2]).unwrap()].concat();
        let (old, new) = (fold(house(1), &all), fold(at().id(0), &all));
        let people = fold(house(1), &given).people();
        assert_eq!((old.people(), new.people()), (vec![people[0]], vec![people[1], people[2]]));
        assert_eq!(new.head, Some(people[1]));
        assert!(new.number.is_some() && new.number != old.number);
    }

    #[test]
    fn somebody_stays_behind_and_speaks_for_the_household() {
        assert_eq!(decide(&[0, 1, 2]), Err(CompositionError::LeavesNobody));
        let all = [registered(house(1), &["Hawa", "Issa", "Mariam"]), decide(&[0]).unwrap()].concat();
        let old = fold(house(1), &all);
        assert_eq!(old.head, Some(old.people()[0]));
    }

    #[test]
    fn only_members_leave() {
        let command = SplitHousehold { head: PersonId(uuid::Uuid::from_u128(99)), ..SplitHousehold::example() };
        let past = past_of(&[house(1)], &registered(house(1), &["Hawa", "Issa"]));
        assert_eq!(command.decide(&past, &at()), Err(CompositionError::NotAMember));
    }
}
