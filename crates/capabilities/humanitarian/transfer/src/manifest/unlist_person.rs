//! Take somebody off a convoy’s list before it leaves, with the reason. Who belongs to them comes off too, or somebody says why not.

use super::{Apart, Companions, UnlistReason, Whereabouts};
use crate::{
    convoy::{Convoy, ConvoyError, known},
    facts::Fact,
};
use access::{Command, Here};
use kernel::{ConvoyId, PersonId, Problem, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Takes people off the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UnlistPerson {
    /// The convoy.
    pub convoy: ConvoyId,
    /// Who does not travel: one person, or several who belong together.
    pub people: Vec<PersonId>,
    /// Why.
    pub why: UnlistReason,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text<200>>,
    /// Why those who belong to them travel all the same, where they do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub apart: Option<Apart>,
    /// Who belongs to them; found in the views.
    #[serde(skip)]
    pub companions: Companions,
}

impl Command for UnlistPerson {
    const NAME: &'static str = "unlist_person";
    type State = Convoy;
    type Error = ConvoyError;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        if self.people.is_empty() || self.people.len() > super::MOST {
            return Err(ConvoyError::HowMany.into());
        }
        self.companions = Companions::of(here, self.convoy, &self.people)?;
        Ok(())
    }

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.convoy.into()]
    }

    fn decide(&self, past: &Past<Convoy>, at: &At) -> Result<Vec<Fact>, ConvoyError> {
        let (convoy, ..) = known(past, self.convoy, at)?;
        if convoy.arrived {
            return Err(ConvoyError::Arrived);
        }
        if convoy.left.is_some() {
            return Err(ConvoyError::Left);
        }
        if self.people.iter().any(|person| !convoy.lists(*person)) {
            return Err(ConvoyError::NotOnList);
        }
        let moved: BTreeMap<PersonId, Whereabouts> =
            self.people.iter().map(|person| (*person, Whereabouts::Behind)).collect();
        let parted = self.companions.guard(self.convoy, convoy, &moved, self.apart.as_ref())?;
        let (convoy, why) = (self.convoy, self.why);
        let off = moved.into_keys().map(|person| Fact::PersonUnlisted { convoy, person, why, note: self.note.clone() });
        Ok(off.chain(parted).collect())
    }

    fn example() -> Self {
        let id = uuid::Uuid::from_u128;
        let note = Text::parse("waits for her brother").ok();
        let (convoy, people, why) = (ConvoyId(id(1)), vec![PersonId(id(2))], UnlistReason::OwnWish);
        Self { convoy, people, why, note, apart: None, companions: Companions::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::list_people::{ListPeople, tests},
        *,
    };
    use crate::convoy::{DepartConvoy, convoy_tests::Story};

    fn listed() -> Story {
        let mut story = Story::announced();
        let people = (1..=3).map(tests::person).collect();
        story.done(&ListPeople { convoy: story.convoy, people, apart: None, companions: tests::family() });
        story
    }

    fn off(story: &Story, people: &[u128]) -> UnlistPerson {
        let people = people.iter().map(|n| tests::person(*n)).collect();
        UnlistPerson { convoy: story.convoy, people, companions: tests::family(), ..UnlistPerson::example() }
    }

    #[test]
    fn a_family_comes_off_whole_or_with_words_about_who_travels_alone() {
        let mut story = listed();
        assert_eq!(story.refused(&off(&story, &[1])), ConvoyError::Apart { people: 3 });
        story.done(&UnlistPerson { apart: ListPeople::example().apart, ..off(&story, &[1]) });
        story.done(&off(&story, &[2, 3]));
        assert_eq!(story.refused(&off(&story, &[2])), ConvoyError::NotOnList);
    }

    #[test]
    fn nobody_comes_off_the_list_of_a_convoy_that_has_left() {
        let mut story = listed();
        story.done(&DepartConvoy { convoy: story.convoy, ..DepartConvoy::counted(3) });
        assert_eq!(story.refused(&off(&story, &[1, 2, 3])), ConvoyError::Left);
    }
}
