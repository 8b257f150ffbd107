//! The finder through the gate: proposals with reasons, and those without.

use crate::node::Node;
use kernel::Sex::{Female, Male};
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
