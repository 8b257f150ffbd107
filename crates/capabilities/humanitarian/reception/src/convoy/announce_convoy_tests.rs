//! A convoy from its announcement to the last person explained.

use super::*;
use crate::{
    convoy::{ArriveConvoy, DepartConvoy, ExplainMissing, ListPeople, MissingReason},
    unit::define_unit_tests::at,
};
use kernel::PersonId;

fn person(n: u128) -> PersonId {
    PersonId(uuid::Uuid::from_u128(n))
}

fn convoy() -> ConvoyId {
    at().id(0)
}

fn after<C: Command<State = Record, Error = ConvoyError>>(
    given: &mut Vec<Fact>,
    command: &C,
) -> Result<(), ConvoyError> {
    let facts = command.decide(&Past::given(convoy().into(), given), &at())?;
    given.extend(facts);
    Ok(())
}

fn list(people: &[u128]) -> ListPeople {
    ListPeople { convoy: convoy(), people: people.iter().map(|n| person(*n)).collect() }
}

fn arrive(counted: u16, people: &[u128]) -> ArriveConvoy {
    ArriveConvoy { convoy: convoy(), counted, people: people.iter().map(|n| person(*n)).collect() }
}

fn explain(n: u128) -> ExplainMissing {
    let note = Text::parse("seen at the clinic").unwrap();
    ExplainMissing { convoy: convoy(), person: Some(person(n)), why: MissingReason::Hospital, note }
}

#[test]
fn nobody_is_listed_without_a_seat_and_nobody_after_it_left() {
    let vehicle = Vehicle { seats: 2, ..AnnounceConvoy::example().vehicles[0].clone() };
    let mut given = vec![];
    after(&mut given, &AnnounceConvoy { vehicles: vec![vehicle], ..AnnounceConvoy::example() }).unwrap();
    assert_eq!(after(&mut given, &list(&[1, 2, 3])), Err(ConvoyError::Seats { seats: 2 }));
    after(&mut given, &list(&[1, 2])).unwrap();
    after(&mut given, &DepartConvoy { convoy: convoy(), counted: 2 }).unwrap();
    assert_eq!(after(&mut given, &list(&[3])), Err(ConvoyError::TooLate));
}

#[test]
fn who_left_and_did_not_arrive_is_explained_once_it_arrived() {
    let mut given = vec![];
    after(&mut given, &AnnounceConvoy::example()).unwrap();
    after(&mut given, &list(&[1, 2])).unwrap();
    assert_eq!(after(&mut given, &explain(2)), Err(ConvoyError::NotArrived));
    assert_eq!(after(&mut given, &arrive(1, &[7])), Err(ConvoyError::NotOnList));
    after(&mut given, &arrive(1, &[1])).unwrap();
    assert_eq!(after(&mut given, &explain(1)), Err(ConvoyError::NotOnList));
    after(&mut given, &explain(2)).unwrap();
    assert_eq!(after(&mut given, &arrive(1, &[1])), Err(ConvoyError::TooLate));
}

#[test]
fn a_convoy_of_other_sites_does_not_exist() {
    let mut given = vec![];
    after(&mut given, &AnnounceConvoy { to: Some(at().id(70)), ..AnnounceConvoy::example() }).unwrap();
    let mut elsewhere = at();
    elsewhere.site = Some(at().id(71));
    let past = Past::given(convoy().into(), &given);
    assert_eq!(list(&[1]).decide(&past, &elsewhere), Err(ConvoyError::NotFound));
    assert!(list(&[1]).decide(&past, &at()).is_ok());
}
