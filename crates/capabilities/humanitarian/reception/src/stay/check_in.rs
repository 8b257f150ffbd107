//! Check people in at the door, by their card or number. Whoever stands there is received: with or without a plan, and also when
//! another site still counts them.

use super::{Known, Status, StayError, known};
use crate::{
    facts::{Fact, person_stream},
    record::Record,
};
use access::{Command, Here};
use contracts::stay::{Stay, StayEnd};
use kernel::{PersonId, Problem, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Checks people in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckIn {
    /// Who stands at the door.
    pub people: Vec<PersonId>,
    /// Who they are; found in the views.
    #[serde(skip)]
    pub known: Vec<Known>,
}

impl Command for CheckIn {
    const NAME: &'static str = "check_in";
    type State = Record;
    type Error = StayError;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        self.known = known::look_up(here, &self.people, false)?;
        Ok(())
    }

    fn streams(&self, _: &At) -> Vec<StreamId> {
        super::presence::streams(&self.people)
    }

    fn decide(&self, past: &Past<Record>, at: &At) -> Result<Vec<Fact>, StayError> {
        let site = at.site.ok_or(StayError::NoSite)?;
        let mut facts = Vec::new();
        for (n, person) in (0..).zip(&self.people) {
            let who = self.known.iter().find(|known| known.person() == *person).ok_or(StayError::NotFound)?;
            let stays = &past.of(person_stream(*person)).stays;
            for open in stays.open.iter().filter(|open| open.of.site != site) {
                // They are here, so they left there.
                facts.extend(open.at.map(|bed| Fact::BedFreed { at: bed, stay: open.of.stay }));
                facts.push(Fact::StayEnded { of: open.of, why: StayEnd::Departed });
            }
            match stays.at(site) {
                None => {
                    let of = Stay { stay: at.id(n), person: *person, household: who.household(), site };
                    facts.push(Fact::StayBegun(of));
                }
                Some(open) if open.status == Status::Planned => facts.push(Fact::StayBegun(open.of)),
                Some(open) if open.status == Status::Absent => facts.push(Fact::ReturnNoted(open.of)),
                Some(_) => {}
            }
        }
        if facts.is_empty() { Err(StayError::Already) } else { Ok(facts) }
    }

    fn example() -> Self {
        Self { people: vec![PersonId(uuid::Uuid::from_u128(1))], known: vec![] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unit::define_unit_tests::at;
    use kernel::{HouseholdId, Sex, SiteId};
    use people::Kin;

    fn decide(given: &[Fact]) -> Result<Vec<Fact>, StayError> {
        let person = PersonId(uuid::Uuid::from_u128(1));
        let household = HouseholdId(uuid::Uuid::from_u128(2));
        let kin = Kin { person, household, bonds: vec![] };
        let known = vec![Known { kin, sex: Sex::Female, age_years: 30 }];
        CheckIn { people: vec![person], known }.decide(&Past::given(person_stream(person), given), &at())
    }

    fn stay(site: SiteId) -> Stay {
        let id = uuid::Uuid::from_u128;
        Stay { stay: kernel::StayId(id(9)), person: PersonId(id(1)), household: HouseholdId(id(2)), site }
    }

    #[test]
    fn who_comes_without_a_plan_is_received() {
        assert!(matches!(decide(&[]).as_deref(), Ok([Fact::StayBegun(_)])));
    }

    #[test]
    fn who_was_expected_is_there_and_who_was_away_is_back() {
        let of = stay(at().site.unwrap());
        let planned = Fact::StayPlanned(of);
        assert_eq!(decide(std::slice::from_ref(&planned)), Ok(vec![Fact::StayBegun(of)]));
        let away = [planned, Fact::StayBegun(of), Fact::AbsenceNoted(of)];
        assert_eq!(decide(&away), Ok(vec![Fact::ReturnNoted(of)]));
        assert_eq!(decide(&away[..2]), Err(StayError::Already));
    }

    #[test]
    fn who_stands_here_has_left_the_other_site() {
        let there = stay(SiteId(uuid::Uuid::from_u128(77)));
        let facts = decide(&[Fact::StayBegun(there)]).unwrap();
        assert_eq!(facts.first(), Some(&Fact::StayEnded { of: there, why: StayEnd::Departed }));
        assert!(matches!(facts.last(), Some(Fact::StayBegun(of)) if Some(of.site) == at().site));
    }
}
