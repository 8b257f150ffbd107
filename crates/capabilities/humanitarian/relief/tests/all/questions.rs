//! Questions that wait for a person: what two posts did while apart comes to light, and goes when somebody says how it stands.

use crate::node::{Node, elsewhere};
use access::{Query, Role};
use kernel::Sex::Female;
use serde_json::json;

#[test]
fn what_was_given_again_without_a_word_is_a_question_and_with_one_it_is_none() {
    let node = Node::new();
    let (household, _) = node.household(1, &[(Female, 30)]);
    let kit = node.item("KIT", "kit");
    let rule = node.entitlement(&kit, "household", &json!({ "min_interval_hours": 48 }));
    node.done("receive_stock", &json!({ "from": "Central store", "lines": [{ "item": kit, "quantity": 9 }] }));
    let mut command = json!({ "household": household, "lines": [{ "item": kit, "quantity": 1, "entitlement": rule }] });
    node.done("hand_out", &command);
    node.pass(3600);
    command["reason"] = json!("the first burned");
    node.done("hand_out", &command);
    assert!(node.questions().is_empty());
    node.pass(3600);
    command.as_object_mut().unwrap().remove("reason");
    let again = node.done("hand_out", &command);
    assert_eq!(node.questions(), ["again"]);
    let row = &node.rows("questions", &Query::default())[0];
    assert_eq!(row["relief_handout"], again["handout"]);
    node.done("settle_question", &json!({ "question": row["relief_question"], "note": "their tent burned too" }));
    assert!(node.questions().is_empty());
    assert_eq!(node.rows("questions", &Query::by("settled", true)).len(), 1);
    assert_eq!(node.refused("settle_question", &json!({ "question": "again:0", "note": "x" })), "GEN-404");
}

#[test]
fn what_was_said_about_a_question_goes_with_the_person() {
    let node = Node::new();
    let (household, people) = node.household(1, &[(Female, 30)]);
    let kit = node.item("KIT", "kit");
    let rule = node.entitlement(&kit, "household", &json!({ "min_interval_hours": 48 }));
    node.done("receive_stock", &json!({ "from": "Central store", "lines": [{ "item": kit, "quantity": 9 }] }));
    let command = json!({ "household": household, "lines": [{ "item": kit, "quantity": 1, "entitlement": rule }] });
    node.done("hand_out", &command);
    node.pass(3600);
    node.done("hand_out", &command);
    let question = node.rows("questions", &Query::default())[0]["relief_question"].clone();
    node.done("settle_question", &json!({ "question": question, "note": "WORDS-SETTLED" }));
    let said = || json!(node.rows("questions", &Query::by("settled", true))).to_string().contains("WORDS-");
    assert!(said());
    node.erase(people[0]);
    assert!(!said());
    node.log().rebuild(&mut |_, _| {}).unwrap();
    assert!(!said());
    assert!(!node.can_read("WORDS-"));
}

#[test]
fn a_shelf_below_zero_is_a_question_until_it_is_counted() {
    let node = Node::new();
    let meal = node.item("MEAL", "meal");
    node.done("hand_out", &json!({ "people": 3, "lines": [{ "item": meal, "quantity": 3 }], "reason": "a bus" }));
    assert_eq!(node.questions(), ["below_zero"]);
    node.pass(60);
    node.done("count_stock", &json!({ "item": meal, "counted": 12, "why": "not_recorded" }));
    assert!(node.questions().is_empty());
}

#[test]
fn a_consignment_that_differs_is_a_question_at_both_ends() {
    let node = Node::new();
    let kit = node.item("KIT", "kit");
    node.done("receive_stock", &json!({ "from": "Central store", "lines": [{ "item": kit, "quantity": 90 }] }));
    let there = elsewhere(Role::ReceptionManager);
    let to = there.site.unwrap();
    let sent = node.done("send_stock", &json!({ "to": to, "lines": [{ "item": kit, "quantity": 50 }] }));
    let counted = json!({ "consignment": sent["consignment"], "lines": [{ "item": kit, "quantity": 48 }] });
    node.run(&there, "receive_stock", &counted).unwrap();
    assert_eq!(node.questions(), ["differs"]);
    let key = trial::Trial::rows(&node, &there, "questions", &Query::default())[0]["relief_question"].clone();
    node.run(&there, "settle_question", &json!({ "question": key, "note": "two kits were wet" })).unwrap();
    // Each end says for itself.
    assert_eq!(node.questions(), ["differs"]);
    assert!(trial::Trial::rows(&node, &there, "questions", &Query::default()).is_empty());
}
