//! Erase a person: the key of every fact about them is destroyed, the views forget them, the chain still verifies. What stays is
//! that somebody was erased, when, on whose decision and why (GDPR art. 17; IOM Data Protection Manual, principle 11).

use super::{ErasureBasis, PersonError};
use crate::{
    card::CardEnd,
    facts::Fact,
    household::next_head,
    record::{self, Record},
    views,
};
use access::{Command, Here};
use kernel::{HouseholdId, PersonId, Problem, SiteId, StreamId, SubjectId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Erases a person. Needs a second person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ErasePerson {
    /// The person.
    pub person: PersonId,
    /// Why.
    pub basis: ErasureBasis,
    #[serde(skip)]
    households: Vec<HouseholdId>,
    #[serde(skip)]
    photo: Option<SubjectId>,
}

impl ErasePerson {
    /// The command for this person.
    #[must_use]
    pub fn of(person: PersonId, basis: ErasureBasis) -> Self {
        Self { person, basis, households: vec![], photo: None }
    }
}

impl Command for ErasePerson {
    const NAME: &'static str = "erase_person";
    type State = Record;
    type Error = PersonError;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        self.households = people::households_of(here.sql, self.person)?;
        self.photo = views::photo_of(here.sql, self.person)?;
        Ok(())
    }

    fn streams(&self, _: &At) -> Vec<StreamId> {
        let households = self.households.iter().map(|household| (*household).into());
        std::iter::once(self.person.into()).chain(households).collect()
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        record::site(past)
    }

    fn decide(&self, past: &Past<Record>, _: &At) -> Result<Vec<Fact>, PersonError> {
        past.main().person.details()?;
        let mut facts = vec![Fact::PersonErased { person: self.person, basis: self.basis }];
        for household in self.households.iter().copied() {
            let record = &past.of(household).household;
            if record.member(self.person).is_none() {
                continue;
            }
            facts.push(Fact::MemberLeft { household, person: self.person });
            if let Some(head) = next_head(record, &[self.person]) {
                facts.push(Fact::HeadNamed { household, head });
            }
            if let Some(card) = record.card.as_ref().filter(|c| c.ended.is_none() && record.members.len() == 1) {
                facts.push(Fact::CardEnded { household, serial: card.serial, why: CardEnd::Returned });
            }
        }
        Ok(facts)
    }

    fn erases(&self) -> Vec<SubjectId> {
        std::iter::once(self.person.into()).chain(self.photo).collect()
    }

    fn example() -> Self {
        Self::of(PersonId(uuid::Uuid::from_u128(1)), ErasureBasis::Requested)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        household::tests_support::{at, house, past_of, registered},
        person::state::tests as person,
    };

    fn erase(names: &[&str], n: usize) -> (Vec<PersonId>, Vec<Fact>) {
        let facts = registered(house(1), names);
        let people = past_of(&[house(1)], &facts).main().household.people();
        let command = ErasePerson { households: vec![house(1)], ..ErasePerson::of(people[n], ErasureBasis::Requested) };
        let own: Vec<Fact> = facts.iter().filter(|f| f.person() == Some(people[n])).cloned().collect();
        let mut past = Past::given(people[n].into(), &own);
        let household: Vec<Fact> = facts.iter().filter(|f| f.household() == Some(house(1))).cloned().collect();
        past.and_given(house(1).into(), &household);
        (people, command.decide(&past, &at()).unwrap())
    }

    #[test]
    fn the_household_goes_on_without_the_person() {
        let (people, facts) = erase(&["Hawa", "Issa"], 1);
        let erased = Fact::PersonErased { person: people[1], basis: ErasureBasis::Requested };
        assert_eq!(facts, [erased, Fact::MemberLeft { household: house(1), person: people[1] }]);
    }

    #[test]
    fn when_the_head_is_erased_another_member_speaks_for_the_household() {
        let (people, facts) = erase(&["Hawa", "Issa"], 0);
        assert_eq!(facts[2], Fact::HeadNamed { household: house(1), head: people[1] });
    }

    #[test]
    fn nobody_is_erased_twice() {
        let erased = Fact::PersonErased { person: person::somebody(1), basis: ErasureBasis::Requested };
        let past = person::past_of(1, &[person::registered(1), erased]);
        assert_eq!(ErasePerson::example().decide(&past, &at()), Err(PersonError::Erased));
    }
}
