//! Units described, and what is refused; also the units of other tests.

use super::{DefineUnit, NewRoom};
use crate::{
    facts::Fact,
    unit::{Unit, UnitError},
};
use access::Command;
use kernel::{SiteId, Text};
use log::{At, Past};
use placement::Policy;

/// A manager's circumstances.
pub fn at() -> At {
    let mut at = At::example();
    at.site = Some(SiteId(uuid::Uuid::from_u128(1)));
    at
}

/// A room with so many beds.
pub fn room(code: &str, beds: u16) -> NewRoom {
    NewRoom { beds, code: Text::parse(code).unwrap(), ..DefineUnit::example().rooms[0].clone() }
}

/// The facts of a unit with these rooms, for everybody.
pub fn defined(rooms: Vec<NewRoom>) -> Vec<Fact> {
    let command = DefineUnit { rooms, policy: Policy::default(), ..DefineUnit::example() };
    command.decide(&Past::new(vec![]), &at()).unwrap()
}

#[test]
fn beds_are_numbered_and_the_first_are_those_without_steps() {
    let mut unit = Unit::default();
    defined(vec![room("1", 3)]).iter().for_each(|fact| unit.apply(fact));
    let beds = &unit.rooms.values().next().unwrap().beds;
    assert_eq!(beds.iter().map(|b| (b.number, b.accessible)).collect::<Vec<_>>(), [(1, true), (2, true), (3, false)]);
}

#[test]
fn what_cannot_be_is_refused() {
    let with = |rooms: Vec<NewRoom>| DefineUnit { rooms, ..DefineUnit::example() }.decide(&Past::new(vec![]), &at());
    assert_eq!(with(vec![room("1", 0)]), Err(UnitError::Beds));
    assert_eq!(with(vec![room("1", 2), room("1", 2)]), Err(UnitError::CodeTwice));
    let backwards = Policy { from_years: 18, to_years: 5, ..Policy::default() };
    assert_eq!(with(vec![NewRoom { policy: backwards, ..room("1", 2) }]), Err(UnitError::Ages));
}
