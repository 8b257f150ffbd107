//! Changes of a household's composition.

use crate::node::{Node, details, somebody};
use access::{Query, Role};
use serde_json::{Value, json};

fn names(node: &Node, household: &Value) -> Vec<String> {
    let record = node.record("household", "id", household);
    record["members"].as_array().unwrap().iter().map(|m| m["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn undoing_a_joining_restores_both_records_exactly() {
    let node = Node::new();
    let first = node.household(&["Hawa", "Issa"])["household"].clone();
    let second = node.household(&["Mariam", "Ali"])["household"].clone();
    node.done("issue_card", &json!({ "household": second }));
    let seen = || [&first, &second].map(|id| node.record("household", "id", id));
    let before = seen();
    let pair = json!({ "household": first, "from": second });
    node.done("join_households", &pair);
    assert_eq!(names(&node, &first), ["Hawa", "Issa", "Mariam", "Ali"]);
    assert_eq!(node.record("household", "id", &second)["rests_with"]["household"], first);
    assert_eq!(node.rows("households", &Query::default()).len(), 1);
    assert_eq!(node.refused("issue_card", &json!({ "household": second })), "REG-021");
    node.done("undo_join", &pair);
    assert_eq!(seen(), before);
    assert_eq!(node.refused("undo_join", &pair), "REG-027");
}

#[test]
fn members_are_added_moved_and_split_off() {
    let node = Node::new();
    let registered = node.household(&["Hawa", "Issa", "Ali"]);
    let (first, people) = (registered["household"].clone(), registered["people"].clone());
    let second = node.household(&["Mariam"])["household"].clone();
    let baby = json!({ "household": first, "relationship": "child", "details": details("Zeinab") });
    node.done("add_member", &baby);
    let moving = json!({ "person": people[1], "from": first, "to": second, "relationship": "spouse" });
    node.done("move_member", &moving);
    assert_eq!(names(&node, &first), ["Hawa", "Ali", "Zeinab"]);
    assert_eq!(node.record("person", "id", &people[1])["household"], second);
    assert_eq!(node.refused("move_member", &moving), "REG-020");

    let split = node.done("split_household", &json!({ "household": first, "head": people[0], "others": [people[2]] }));
    assert_eq!(names(&node, &split["household"]), ["Hawa", "Ali"]);
    let rest = node.record("household", "id", &first);
    assert_eq!((rest["size"].clone(), rest["head"].clone()), (json!(1), rest["members"][0]["person"].clone()));
    assert_ne!(split["number"], registered["number"]);
}

#[test]
fn another_member_speaks_for_the_household() {
    let node = Node::new();
    let done = node.household(&["Hawa", "Issa"]);
    node.done("name_head", &json!({ "household": done["household"], "head": done["people"][1] }));
    let record = node.record("household", "id", &done["household"]);
    assert_eq!(record["head"], done["people"][1]);
    let relationships: Vec<_> = record["members"].as_array().unwrap().iter().map(|m| &m["relationship"]).collect();
    assert_eq!(relationships, ["other_relative", "head"]);
}

#[test]
fn a_clerk_does_not_split_households() {
    let node = Node::new();
    let done = node.household(&["Hawa", "Issa"]);
    let json = json!({ "household": done["household"], "head": done["people"][1] });
    let refused = node.run(&somebody(Role::RegistrationClerk), "split_household", &json).unwrap_err();
    assert_eq!(refused.code, "GEN-403");
}
