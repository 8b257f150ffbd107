//! Note that people are away and expected back: at the clinic, at work, at the market overnight. Their place is kept.

use super::{Status, StayError, presence};
use crate::{facts::Fact, record::Record};
use access::Command;
use kernel::{PersonId, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Notes that people are away; their place is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MarkAbsent {
    /// Who.
    pub people: Vec<PersonId>,
}

impl Command for MarkAbsent {
    const NAME: &'static str = "mark_absent";
    type State = Record;
    type Error = StayError;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        presence::streams(&self.people)
    }

    fn decide(&self, past: &Past<Record>, at: &At) -> Result<Vec<Fact>, StayError> {
        let open = presence::open_here(past, &self.people, at)?;
        if open.iter().any(|open| open.status != Status::Present) {
            return Err(StayError::Already);
        }
        Ok(open.into_iter().map(|open| Fact::AbsenceNoted(open.of)).collect())
    }

    fn example() -> Self {
        Self { people: vec![PersonId(uuid::Uuid::from_u128(1))] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{facts::person_stream, unit::define_unit_tests::at};
    use contracts::stay::Stay;
    use kernel::{HouseholdId, StayId};

    fn decide(given: &[fn(Stay) -> Fact]) -> Result<Vec<Fact>, StayError> {
        let (id, site) = (uuid::Uuid::from_u128, at().site.unwrap());
        let of = Stay { stay: StayId(id(9)), person: PersonId(id(1)), household: HouseholdId(id(2)), site };
        let facts: Vec<Fact> = given.iter().map(|fact| fact(of)).collect();
        MarkAbsent::example().decide(&Past::given(person_stream(of.person), &facts), &at())
    }

    #[test]
    fn only_who_is_there_goes_away() {
        assert_eq!(decide(&[]), Err(StayError::NotHere));
        assert_eq!(decide(&[Fact::StayPlanned]), Err(StayError::Already));
        assert!(decide(&[Fact::StayBegun]).is_ok());
    }
}
