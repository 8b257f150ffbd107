//! Erasure: nothing of the person is left to read, and the rest goes on.

use crate::node::{Node, somebody};
use access::{Query, Role, Who};
use kernel::{ActorId, Zone};
use log::At;
use serde_json::{Value, json};

fn officer() -> Who {
    somebody(Role::DataProtectionOfficer)
}

fn erase(node: &Node, person: &Value) {
    let asked = node.run(&officer(), "erase_person", &json!({ "person": person, "basis": "requested" })).unwrap();
    let second = Who { actor: ActorId::new(At::example().now, [77; 10]), ..officer() };
    let approval = asked["approval"].as_str().unwrap().parse().unwrap();
    assert_eq!(node.app.gate.approve(&officer(), Zone::Humanitarian, approval).unwrap_err().code, "ACC-051");
    node.app.gate.approve(&second, Zone::Humanitarian, approval).unwrap();
}

#[test]
fn an_erased_person_is_in_no_view_and_stays_away_after_a_rebuild() {
    let node = Node::new();
    let done = node.household(&["Hawa Barka", "Issa Barka"]);
    let (household, people) = (done["household"].clone(), done["people"].clone());
    node.done("issue_card", &json!({ "household": household }));
    erase(&node, &people[0]);
    let seen = || {
        let record = node.record("household", "id", &household);
        let gone = node.app.gate.view(&officer(), "registration.person", &Query::by("id", people[0].as_str().unwrap()));
        assert_eq!(gone.unwrap_err().code, "GEN-404");
        let found = node.rows("find", &Query::by("q", "Hawa Barka"));
        assert!(found.iter().all(|row| row["people_name"] == "Issa Barka"), "{found:?}");
        (record, found, node.rows("statistics", &Query::default()))
    };
    let before = seen();
    assert_eq!((before.0["size"].clone(), before.0["head"].clone()), (json!(1), people[1].clone()));
    node.log().rebuild(&mut |_, _| {}).unwrap();
    assert_eq!(seen(), before);
    let facts = node.log().after(0, 1000).unwrap();
    let bodies = facts.iter().filter_map(|fact| fact.body.clone()).collect::<Vec<_>>().concat();
    assert!(!String::from_utf8_lossy(&bodies).contains("Hawa"), "a fact still holds the name");
}

#[test]
fn nothing_is_added_to_an_erased_person() {
    let node = Node::new();
    let people = node.household(&["Hawa Barka", "Issa"])["people"].clone();
    erase(&node, &people[0]);
    let answer = json!({ "person": people[0], "about": "photo", "agreed": true, "by": "oneself", "language": "ar" });
    assert_eq!(node.refused("answer_consent", &answer), "GEN-410");
    let link = json!({ "person": people[1], "is": "same_as", "other": people[0], "basis": "observed" });
    assert_eq!(node.refused("assert_link", &link), "GEN-410");
}

#[test]
fn when_the_last_member_is_erased_the_card_is_no_longer_valid() {
    let node = Node::new();
    let done = node.household(&["Hawa Barka"]);
    node.done("issue_card", &json!({ "household": done["household"] }));
    erase(&node, &done["people"][0]);
    let card = node.record("card", "household", &done["household"]);
    assert_eq!(card["ended"], "returned");
}
