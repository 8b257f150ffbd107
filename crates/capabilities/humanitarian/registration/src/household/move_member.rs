//! Move a member to another household of the same site: after a marriage, or because the clerk wrote them into the wrong one.

use super::{
    CompositionError, Relationship,
    composition::{MOST_MEMBERS, both_changeable, next_head},
};
use crate::{
    facts::Fact,
    record::{self, Record},
};
use access::Command;
use kernel::{HouseholdId, PersonId, SiteId, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Moves a member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveMember {
    /// Who moves.
    pub person: PersonId,
    /// The household to leave.
    pub from: HouseholdId,
    /// The household to join.
    pub to: HouseholdId,
    /// How the member stands to the head there.
    pub relationship: Relationship,
}

impl Command for MoveMember {
    const NAME: &'static str = "move_member";
    type State = Record;
    type Error = CompositionError;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.from.into(), self.to.into()]
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        record::site(past)
    }

    fn decide(&self, past: &Past<Record>, _: &At) -> Result<Vec<Fact>, CompositionError> {
        let (from, to, site) = both_changeable(past, self.from, self.to)?;
        from.member(self.person).ok_or(CompositionError::NotAMember)?;
        if from.is_left_empty(&[self.person]) {
            return Err(CompositionError::LeavesNobody);
        }
        if to.members.len() >= MOST_MEMBERS {
            return Err(CompositionError::TooMany);
        }
        let relationship = match self.relationship {
            Relationship::Head => Relationship::OtherRelative,
            other => other,
        };
        let mut facts = vec![
            Fact::MemberLeft { household: self.from, person: self.person },
            Fact::MemberJoined { household: self.to, person: self.person, relationship },
            Fact::PersonPlaced { person: self.person, household: self.to, site },
        ];
        facts.extend(next_head(from, &[self.person]).map(|head| Fact::HeadNamed { household: self.from, head }));
        Ok(facts)
    }

    fn example() -> Self {
        let id = uuid::Uuid::from_u128;
        Self {
            person: PersonId(id(1)),
            from: HouseholdId(id(1)),
            to: HouseholdId(id(2)),
            relationship: Relationship::Spouse,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::household::register_household::tests::{at, fold, house, past_of, registered};

    fn two() -> Vec<Fact> {
        [registered(house(1), &["Hawa", "Issa"]), registered(house(2), &["Mariam"])].concat()
    }

    fn moving(n: usize) -> MoveMember {
        MoveMember { person: fold(house(1), &two()).people()[n], ..MoveMember::example() }
    }

    #[test]
    fn a_member_leaves_one_household_and_belongs_to_the_other() {
        let facts = moving(1).decide(&past_of(&[house(1), house(2)], &two()), &at()).unwrap();
        let all = [two(), facts].concat();
        assert_eq!(fold(house(1), &all).people().len(), 1);
        assert!(fold(house(2), &all).member(moving(1).person).is_some());
    }

    #[test]
    fn when_the_head_moves_the_next_member_speaks_for_the_household() {
        let facts = moving(0).decide(&past_of(&[house(1), house(2)], &two()), &at()).unwrap();
        let household = fold(house(1), &[two(), facts].concat());
        assert_eq!(household.head, Some(household.people()[0]));
        assert_eq!(household.members[0].relationship, Relationship::Head);
    }

    #[test]
    fn the_last_member_does_not_leave_an_empty_household_behind() {
        let person = fold(house(2), &two()).people()[0];
        let command = MoveMember { person, from: house(2), to: house(1), ..MoveMember::example() };
        let decided = command.decide(&past_of(&[house(2), house(1)], &two()), &at());
        assert_eq!(decided, Err(CompositionError::LeavesNobody));
    }

    #[test]
    fn a_household_of_another_site_looks_like_none() {
        let mut facts = two();
        let site = SiteId(uuid::Uuid::from_u128(77));
        facts.push(Fact::HouseholdOpened { household: house(2), site, token: None });
        let decided = moving(1).decide(&past_of(&[house(1), house(2)], &facts), &at());
        assert_eq!(decided, Err(CompositionError::NotFound));
    }
}
