//! What a hand-out records of the stock and of each person.

use super::*;
use crate::stock::tests_support::at;

fn person(n: u128) -> PersonId {
    PersonId(uuid::Uuid::from_u128(100 + n))
}

fn handed(lines: Vec<HandLine>) -> HandOut {
    let household = HouseholdId(uuid::Uuid::from_u128(2));
    let to = Some(Recipient { household, members: vec![person(1), person(2)] });
    HandOut { household: Some(household), lines, to, ..HandOut::example() }
}

fn line(item: u128, quantity: u32, people: &[PersonId]) -> HandLine {
    HandLine { item: ItemId(uuid::Uuid::from_u128(item)), quantity, entitlement: None, people: people.to_vec() }
}

fn decide(command: &HandOut) -> Result<Vec<Fact>, HandOutError> {
    command.decide(&Past::new(vec![]), &at())
}

#[test]
fn each_person_has_a_fact_of_their_own_and_the_stock_one_that_names_nobody() {
    let facts = decide(&handed(vec![line(1, 1, &[]), line(2, 3, &[person(2)]), line(1, 4, &[person(1)])])).unwrap();
    let of = |item: u128, quantity, people| Given {
        item: ItemId(uuid::Uuid::from_u128(item)),
        quantity,
        people,
        entitlement: None,
    };
    let given: Vec<_> = facts
        .iter()
        .filter_map(|fact| match fact {
            Fact::ItemsGiven { person, lines, .. } => Some((*person, lines.clone())),
            _ => None,
        })
        .collect();
    assert_eq!(given, [(person(1), vec![of(1, 1, 2), of(1, 4, 1)]), (person(2), vec![of(1, 1, 2), of(2, 3, 1)])]);
    assert!(matches!(&facts[0], Fact::HandedOut { people: 2, lines, note: None, .. }
        if lines.iter().map(|line| line.quantity).collect::<Vec<_>>() == [5, 3]));
}

#[test]
fn people_without_a_record_get_what_they_need_and_it_says_who_they_are() {
    let strangers = HandOut { household: None, people: Some(12), to: None, ..HandOut::example() };
    assert!(matches!(decide(&strangers).as_deref(), Ok([Fact::HandedOut { people: 12, note: Some(_), .. }])));
    assert_eq!(decide(&HandOut { reason: None, ..strangers.clone() }), Err(HandOutError::NoNote));
    assert_eq!(decide(&HandOut { people: Some(501), ..strangers.clone() }), Err(HandOutError::People));
    assert_eq!(decide(&HandOut { people: None, ..strangers }), Err(HandOutError::ToWhom));
}

#[test]
fn nobody_of_another_household_stands_in_a_line() {
    assert_eq!(decide(&handed(vec![line(1, 1, &[person(9)])])), Err(HandOutError::NotOfHousehold));
}
