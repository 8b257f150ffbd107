//! The finder through the gate: proposals with reasons, those without, and those who are still on the way.

use crate::node::{Node, site};
use contracts::convoy::{CancelReason, ConvoyFact, ConvoyKind, ConvoyPlan};
use kernel::{
    ConvoyId, PersonId,
    Sex::{Female, Male},
    Text,
    counts::Counts,
};
use log::At;
use serde_json::json;

fn found(node: &Node) -> serde_json::Value {
    node.record_of("find_places", "-", "-")
}

#[test]
fn everybody_is_proposed_a_place_or_listed_with_why_not() {
    let node = Node::new();
    let (family, _) = node.household(1, &[(Female, 30), (Male, 33), (Male, 5)]);
    let (man, _) = node.household(2, &[(Male, 40)]);
    node.unit("W", &json!({ "sex": "women" }), &[4]);
    node.unit("F", &json!({ "families_only": true }), &[3]);
    let found = found(&node);
    assert_eq!(found["proposals"].as_array().unwrap().len(), 1);
    let proposal = &found["proposals"][0];
    assert_eq!(proposal["household"], json!(family));
    assert_eq!(proposal["why"], json!(["one_room", "for_families", "only_unit"]));
    assert_eq!(found["without"][0]["household"], json!(man));
    assert_eq!(found["figures"]["gap"], json!(0));
}

#[test]
fn a_late_member_is_proposed_a_place_with_the_others() {
    let node = Node::new();
    let (household, people) = node.household(1, &[(Female, 30), (Male, 5)]);
    node.unit("A", &json!({}), &[1]);
    let (unit, rooms) = node.unit("B", &json!({}), &[3]);
    let places = json!([{ "person": people[0], "unit": unit, "room": rooms[0], "bed": 1 }]);
    node.done("assign_places", &json!({ "places": places }));
    let proposal = &found(&node)["proposals"][0];
    assert_eq!(
        (proposal["household"].clone(), proposal["people"][0]["place"]["unit_code"].clone()),
        (json!(household), json!("B"))
    );
    assert_eq!(proposal["split"], json!(false));
}

#[test]
fn quarantine_is_proposed_apart_and_only_with_a_reason() {
    let node = Node::new();
    let (_, people) = node.household(1, &[(Female, 30), (Male, 15)]);
    node.unit("A", &json!({}), &[4]);
    node.unit("Q", &json!({ "quarantine": true }), &[1]);
    node.done("note_place_needs", &json!({ "person": people[1], "needs": { "quarantine": true } }));
    let proposal = &found(&node)["proposals"][0];
    assert_eq!(proposal["split"], json!(true));
    let units: Vec<_> =
        proposal["people"].as_array().unwrap().iter().map(|p| p["place"]["unit_code"].clone()).collect();
    assert_eq!(units, ["A", "Q"]);
}

fn on_the_way(node: &Node, people: &[PersonId]) -> ConvoyId {
    let convoy = ConvoyId(uuid::Uuid::from_u128(5));
    let plan = ConvoyPlan {
        from_site: Some(At::example().id(10)),
        from: Text::parse("Farchana").unwrap(),
        to: site(),
        is: ConvoyKind::Road,
        due: node.app.gate.now().plus_seconds(3600),
        people: 9,
        by_age: Counts::default(),
        vehicles: vec![],
    };
    // The list arrives before the announcement: two posts send when they can.
    let listed = ConvoyFact::PeopleListed { convoy, people: people.to_vec() };
    node.append(convoy.into(), &[listed, ConvoyFact::ConvoyAnnounced { convoy, plan }]);
    convoy
}

#[test]
fn who_is_on_the_way_is_due_and_given_places_before_the_arrival() {
    let node = Node::new();
    let (household, people) = node.household_at(1, At::example().id(10), &[(Female, 30), (Male, 5)]);
    let (unit, rooms) = node.unit("A", &json!({}), &[3]);
    let places = json!([
        { "person": people[0], "unit": unit, "room": rooms[0], "bed": 1 },
        { "person": people[1], "unit": unit, "room": rooms[0], "bed": 2 },
    ]);
    assert_eq!(node.refused("assign_places", &json!({ "places": places })), "GEN-404");
    let convoy = on_the_way(&node, &people);
    let board = node.record_of("board", "-", "-");
    assert_eq!((board["due"].clone(), board["arrivals"][0]["listed"].clone()), (json!(9), json!(2)));
    assert_eq!(found(&node)["proposals"], json!([]));
    let proposal = &node.record_of("find_places", "convoy", &convoy.to_string())["proposals"][0];
    assert_eq!((proposal["household"].clone(), proposal["people"].as_array().unwrap().len()), (json!(household), 2));
    node.done("assign_places", &json!({ "places": places }));
    let arrived = ConvoyFact::ConvoyArrived { convoy, site: site(), counted: 2, people: people.clone() };
    node.append(convoy.into(), &[arrived]);
    let board = node.record_of("board", "-", "-");
    assert_eq!((board["due"].clone(), board["planned"].clone()), (json!(0), json!(2)));
}

#[test]
fn who_came_with_a_convoy_waits_for_a_place_and_who_was_called_off_does_not_exist_here() {
    let node = Node::new();
    let (_, people) = node.household_at(1, At::example().id(10), &[(Female, 30), (Male, 5)]);
    node.unit("A", &json!({}), &[3]);
    let convoy = on_the_way(&node, &people);
    node.append(convoy.into(), &[ConvoyFact::ConvoyCancelled { convoy, why: CancelReason::Road }]);
    assert_eq!(node.record_of("board", "-", "-")["due"], json!(0));
    assert_eq!(node.refused("check_in", &json!({ "people": people })), "GEN-404");
    let arrived = ConvoyFact::ConvoyArrived { convoy, site: site(), counted: 2, people: people.clone() };
    node.append(convoy.into(), &[arrived]);
    assert_eq!(found(&node)["proposals"].as_array().unwrap().len(), 1);
    node.done("check_in", &json!({ "people": people }));
}
