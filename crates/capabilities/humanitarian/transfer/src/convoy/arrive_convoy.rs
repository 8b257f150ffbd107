//! Count the people when a convoy arrives, and tick who of its list is there. Who is not becomes an open item. A convoy that turned back
//! arrives where it left from.

use super::{Convoy, ConvoyError, CountedIn, counted_in::in_all, known};
use crate::facts::Fact;
use access::Command;
use kernel::{ConvoyId, PersonId, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Notes that a convoy arrived at the acting site, with so many counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ArriveConvoy {
    /// The convoy.
    pub convoy: ConvoyId,
    /// People counted, in all; the vehicles together, where that is more or nothing is told here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted: Option<u16>,
    /// People counted in each vehicle, where they were counted so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vehicles: Vec<CountedIn>,
    /// Who of the list is there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<PersonId>,
}

#[cfg(test)]
impl ArriveConvoy {
    /// A count in all, and nobody ticked.
    pub fn counted(people: u16) -> Self {
        Self { convoy: ConvoyId(uuid::Uuid::nil()), counted: Some(people), vehicles: vec![], people: vec![] }
    }
}

impl Command for ArriveConvoy {
    const NAME: &'static str = "arrive_convoy";
    type State = Convoy;
    type Error = ConvoyError;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.convoy.into()]
    }

    fn decide(&self, past: &Past<Convoy>, at: &At) -> Result<Vec<Fact>, ConvoyError> {
        let (convoy, _, site) = known(past, self.convoy, at)?;
        let counted = in_all(self.counted, &self.vehicles)?;
        if convoy.arrived {
            return Err(ConvoyError::Arrived);
        }
        if self.people.iter().any(|person| !convoy.ever_listed(*person)) {
            return Err(ConvoyError::NotOnList);
        }
        let (convoy, people, vehicles) = (self.convoy, self.people.clone(), self.vehicles.clone());
        Ok(vec![Fact::ConvoyArrived { convoy, site, counted, people, vehicles }])
    }

    fn example() -> Self {
        let id = uuid::Uuid::from_u128;
        Self { convoy: ConvoyId(id(1)), counted: Some(27), vehicles: vec![], people: vec![PersonId(id(2))] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{convoy::convoy_tests::Story, manifest::ListPeople};

    #[test]
    fn it_arrives_once_and_with_people_of_its_list() {
        let mut story = Story::announced();
        story.done(&ListPeople { convoy: story.convoy, ..ListPeople::example() });
        let other = PersonId(uuid::Uuid::from_u128(77));
        let arrive = |people| ArriveConvoy { convoy: story.convoy, people, ..ArriveConvoy::counted(1) };
        assert_eq!(story.refused(&arrive(vec![other])), ConvoyError::NotOnList);
        let arrive = arrive(ListPeople::example().people);
        story.done(&arrive);
        assert_eq!(story.refused(&arrive), ConvoyError::Arrived);
    }

    #[test]
    fn a_convoy_of_other_sites_does_not_exist() {
        let mut story = Story::announced();
        story.at.site = Some(story.at.id(71));
        let arrive = ArriveConvoy { convoy: story.convoy, ..ArriveConvoy::example() };
        assert_eq!(story.refused(&arrive), ConvoyError::NotFound);
    }
}
