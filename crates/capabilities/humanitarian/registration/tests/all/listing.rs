//! The list of households: whom a clerk or supervisor asks for, in which order, page by page, and the same in each export.

use crate::node::{Node, details, site, somebody};
use access::{Query, Role};
use contracts::{
    handover::HandoverFact,
    registration::{LinkBasis, LinkKind, RegistrationFact, Relationship},
    stay::{BedFact, Stay, StayEnd, StayFact},
};
use kernel::{HouseholdId, LinkId, PersonId, StayId, StreamId, Text};
use serde_json::{Value, json};
use uuid::Uuid;

const CLERK: Role = Role::RegistrationClerk;

/// A registered household, and its people.
fn household(node: &Node, names: &[&str]) -> (HouseholdId, Vec<PersonId>) {
    node.pass(60);
    let done = node.household(names);
    let people = done["people"].as_array().unwrap().iter();
    (
        done["household"].as_str().unwrap().parse().unwrap(),
        people.map(|id| id.as_str().unwrap().parse().unwrap()).collect(),
    )
}

/// The heads of those listed, in the order of the list.
fn heads(node: &Node, query: &Query) -> Vec<String> {
    let rows = node.rows("households", query);
    rows.iter().map(|row| row["registration_head"].as_str().unwrap_or("-").to_owned()).collect()
}

fn by(name: &str, value: &str) -> Query {
    Query::by(name, value).and("size_from", "0")
}

/// The facts of a stay as reception records them: with a bed, and ended.
fn stay(node: &Node, n: u128, household: HouseholdId, person: PersonId) -> [Box<dyn Fn() + '_>; 3] {
    let (stay, stream) = (StayId(Uuid::from_u128(n)), StreamId(Uuid::from_u128(1_000 + n)));
    let of = Stay { stay, person, household, site: site() };
    let ended = StayFact::StayEnded { of, why: StayEnd::Departed };
    [
        Box::new(move || node.append(stream, &[StayFact::StayBegun(of)])),
        Box::new(move || node.append(stream, &[BedFact::PlaceGiven { person, stay }])),
        Box::new(move || node.append(stream, std::slice::from_ref(&ended))),
    ]
}

#[test]
fn who_has_no_bed_is_found_until_they_have_one_and_again_when_they_leave() {
    let node = Node::new();
    let (first, people) = household(&node, &["Hawa", "Issa"]);
    household(&node, &["Mariam"]);
    let without = || heads(&node, &by("bed", "without"));
    let with = || heads(&node, &by("bed", "with"));
    assert_eq!((without().len(), with().len()), (2, 0));
    let (one, other) = (stay(&node, 1, first, people[0]), stay(&node, 2, first, people[1]));
    one[0]();
    assert_eq!(with().len(), 0, "there, and without a bed");
    one[1]();
    let row = &node.rows("households", &by("bed", "without"))[1];
    assert_eq!((&row["registration_size"], &row["registration_without_bed"]), (&json!(2), &json!(1)));
    // The bed is heard of before the stay.
    other[1]();
    other[0]();
    assert_eq!((without(), with()), (vec!["Mariam".to_owned()], vec!["Hawa".to_owned()]));
    one[2]();
    assert_eq!(without().len(), 2);
    let seen = node.rows("households", &Query::default());
    node.log().rebuild(&mut |_, _| {}).unwrap();
    assert_eq!(node.rows("households", &Query::default()), seen);
}

#[test]
fn an_urgent_token_is_seen_on_the_household_whichever_post_tells_first() {
    let node = Node::new();
    let hand_over = |token: &str| {
        let fact = HandoverFact::HandedOver { token: token.to_owned(), urgent: true };
        node.append(StreamId(Uuid::from_u128(7)), &[fact]);
    };
    let register = |token: &str, name: &str| {
        node.pass(60);
        let opened = node.done("open_household", &json!({ "token": token }));
        node.done("register_household", &json!({ "household": opened["household"], "head": details(name) }));
    };
    hand_over("MN1:7F3K-22QD");
    register("7F3K22QD", "Hawa");
    register("9AAABBBB", "Issa");
    household(&node, &["Mariam"]);
    assert_eq!(heads(&node, &by("look", "urgent")), ["Hawa"]);
    hand_over("9AAA-BBBB");
    assert_eq!(heads(&node, &by("look", "urgent")), ["Issa", "Hawa"]);
    assert_eq!(node.rows("households", &by("look", "urgent"))[0]["registration_look"], "urgent");
}

#[test]
fn what_two_posts_did_while_apart_is_an_open_question_until_it_is_answered() {
    let node = Node::new();
    let (first, people) = household(&node, &["Hawa", "Issa"]);
    let (second, others) = household(&node, &["Mariam", "Ali"]);
    let questions = || -> Vec<Value> {
        let rows = node.rows("households", &by("look", "question"));
        rows.iter().map(|row| row["registration_look"].clone()).collect()
    };
    assert!(questions().is_empty());
    // A member is in both.
    let joined =
        |household, person| RegistrationFact::MemberJoined { household, person, relationship: Relationship::Child };
    node.append(second.into(), &[joined(second, people[1])]);
    assert_eq!(questions(), [json!("two_households"), json!("two_households")]);
    node.append(first.into(), &[RegistrationFact::MemberLeft { household: first, person: people[1] }]);
    assert!(questions().is_empty());
    // The same person, and not the same.
    let (person, other, basis) = (people[0], others[1], LinkBasis::Observed);
    let link = |n, is| RegistrationFact::LinkAsserted { person, link: LinkId(Uuid::from_u128(n)), is, other, basis };
    node.append(person.into(), &[link(1, LinkKind::SameAs), link(2, LinkKind::NotSameAs)]);
    assert_eq!(questions(), [json!("disputed"), json!("disputed")]);
    let reason = Text::parse("two cousins").unwrap();
    node.append(person.into(), &[RegistrationFact::LinkRetracted { person, link: LinkId(Uuid::from_u128(1)), reason }]);
    assert!(questions().is_empty());
    // Two households of one token.
    let opened = node.done("open_household", &json!({ "token": "7F3K22QD" }));
    node.done("register_household", &json!({ "household": opened["household"], "head": details("Zeinab") }));
    let token = Some("7F3K22QD".to_owned());
    node.append(first.into(), &[RegistrationFact::HouseholdOpened { household: first, site: site(), token }]);
    assert_eq!(questions(), [json!("token_twice"), json!("token_twice")]);
    // Nobody speaks for it.
    node.append(second.into(), &[RegistrationFact::MemberLeft { household: second, person: others[0] }]);
    assert_eq!(questions().len(), 3);
    let seen = node.rows("households", &Query::default());
    node.log().rebuild(&mut |_, _| {}).unwrap();
    assert_eq!(node.rows("households", &Query::default()), seen);
}

#[test]
fn the_list_is_of_a_size_of_some_days_from_a_place_and_sorted_as_asked() {
    let node = Node::new();
    household(&node, &["Hawa", "Issa", "Ali"]);
    node.pass(2 * 86_400);
    household(&node, &["Mariam", "Adam"]);
    let mut head = details("Zeinab");
    head["origin"] = json!("TD0801");
    node.done("register_household", &json!({ "head": head }));
    let sizes = Query::by("size_from", "2").and("size_to", "2");
    assert_eq!(heads(&node, &sizes), ["Mariam"]);
    assert_eq!(heads(&node, &Query::by("to", "2026-09-22")), ["Hawa"]);
    assert_eq!(
        heads(&node, &Query::by("from", "2026-09-22").and("to", "2026-09-23").and("size_from", "2")),
        ["Mariam"]
    );
    assert_eq!(heads(&node, &Query::by("origin", "td")), ["Zeinab"]);
    assert_eq!(heads(&node, &Query::by("origin", "SD04")).len(), 2);
    let sorted = |sort: &str, descending| Query { sort: Some(sort.into()), descending, ..Query::default() };
    assert_eq!(heads(&node, &sorted("registration_size", false)), ["Zeinab", "Mariam", "Hawa"]);
    assert_eq!(heads(&node, &sorted("registration_without_bed", true)), ["Hawa", "Mariam", "Zeinab"]);
    let second = Query { page: 1, per_page: 2, ..sorted("registration_size", false) };
    assert_eq!(heads(&node, &second), ["Hawa"]);
    // Each export has what the page has.
    let address = "/api/v1/views/registration.households?size_from=2&size_to=2";
    for format in ["json", "csv", "hxl"] {
        let export = node.page(CLERK, &format!("{address}&format={format}"));
        assert!(export.contains("Mariam") && !export.contains("Hawa") && !export.contains("Zeinab"), "{export}");
    }
    let page = node.page(CLERK, "/registration/households?size_from=2&size_to=2&sort=-registration_size");
    assert!(page.contains("Mariam") && !page.contains("Hawa") && page.contains("format=csv"), "{page}");
    assert!(
        page.contains("name=\"sort\" value=\"-registration_size\"")
            && page.contains("<details class=\"fold no-print\" open>")
    );
    assert!(
        page.contains("method=\"post\" action=\"/registration/find\""),
        "a name is sent in a form, not in an address"
    );
    assert!(node.page(CLERK, "/registration/households?origin=FR").contains("No household is like this"));
}

#[test]
fn what_is_no_filter_is_said_at_its_field_and_what_was_typed_stays() {
    let node = Node::new();
    household(&node, &["Hawa"]);
    for (name, value, code) in [
        ("bed", "maybe", "GEN-004"),
        ("look", "nice", "GEN-004"),
        ("size_from", "two", "GEN-005"),
        ("from", "2026-02-30", "GEN-005"),
        ("origin", "SD'; DROP", "KRN-003"),
    ] {
        let problem = node.view(&somebody(CLERK), "households", &Query::by(name, value)).unwrap_err();
        assert_eq!((problem.status, &*problem.fields[0].field, &*problem.fields[0].code), (422, name, code));
        let page = node.page(CLERK, &format!("/registration/households?{name}={}", shell::form::encoded(value)));
        assert!(page.contains(code) && page.contains("field--error"), "{page}");
    }
}
