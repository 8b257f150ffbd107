//! End stays: people went on, were brought elsewhere, never came, or nobody knows where they are. Their beds are free.

use super::{StayError, presence};
use crate::{facts::Fact, record::Record};
use access::Command;
use contracts::stay::StayEnd;
use kernel::{PersonId, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Ends stays, and frees the beds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EndStay {
    /// Who.
    pub people: Vec<PersonId>,
    /// How.
    pub why: StayEnd,
}

impl Command for EndStay {
    const NAME: &'static str = "end_stay";
    type State = Record;
    type Error = StayError;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        presence::streams(&self.people)
    }

    fn decide(&self, past: &Past<Record>, at: &At) -> Result<Vec<Fact>, StayError> {
        let open = presence::open_here(past, &self.people, at)?;
        let end = |open: super::Open| {
            let freed = open.at.map(|bed| Fact::BedFreed { at: bed, stay: open.of.stay });
            std::iter::once(Fact::StayEnded { of: open.of, why: self.why }).chain(freed)
        };
        Ok(open.into_iter().flat_map(end).collect())
    }

    fn example() -> Self {
        Self { people: vec![PersonId(uuid::Uuid::from_u128(1))], why: StayEnd::Departed }
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
        EndStay::example().decide(&Past::given(person_stream(of.person), &facts), &at())
    }

    #[test]
    fn a_stay_ends_once() {
        let ended = |of| Fact::StayEnded { of, why: StayEnd::Departed };
        assert!(decide(&[Fact::StayBegun]).is_ok());
        assert_eq!(decide(&[Fact::StayBegun, ended]), Err(StayError::NotHere));
    }
}
