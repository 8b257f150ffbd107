//! Cards and what others can read from them.

use crate::node::Node;
use access::Query;
use kernel::Zone;
use seal::code::{CardCode, Signed};
use serde_json::{Value, json};

fn code(node: &Node, household: &Value) -> String {
    let card = node.record("card", "household", household);
    let key = node.log().verifying_key();
    let number = card["number"].as_str().unwrap().parse().unwrap();
    let serial = u16::try_from(card["serial"].as_i64().unwrap()).unwrap();
    let code = CardCode::new(number, serial, card["issued"].as_str().unwrap().parse().unwrap(), &key);
    code.signed(|bytes| node.app.gate.sign(bytes))
}

fn why(node: &Node, code: &str) -> Value {
    node.rows("find", &Query::by("q", code))[0]["people_why"].clone()
}

#[test]
fn a_card_finds_its_household_until_it_is_replaced() {
    let node = Node::new();
    let household = node.household(&["حواء عيسى", "Issa"])["household"].clone();
    node.done("issue_card", &json!({ "household": household }));
    assert_eq!(node.refused("issue_card", &json!({ "household": household })), "REG-030");
    let first = code(&node, &household);
    assert_eq!(why(&node, &first), "card");
    let second = node.done("replace_card", &json!({ "household": household, "why": "lost" }));
    assert_eq!(second["serial"], 2);
    assert_eq!(why(&node, &first), "card_ended");
    assert_eq!(why(&node, &code(&node, &household)), "card");
    node.done("revoke_card", &json!({ "household": household, "why": "returned" }));
    assert_eq!(why(&node, &code(&node, &household)), "card_ended");
    assert_eq!(node.refused("replace_card", &json!({ "household": household, "why": "lost" })), "REG-031");
}

#[test]
fn another_post_verifies_a_card_and_learns_nothing_of_the_people() {
    let (node, other) = (Node::new(), Node::new());
    let household = node.household(&["حواء عيسى"])["household"].clone();
    node.done("issue_card", &json!({ "household": household }));
    let code = code(&node, &household);
    let key = node.log().verifying_key();
    assert_eq!(CardCode::read(&code, &[key]).map(|(_, signed)| signed), Some(Signed::Yes));
    assert_eq!(CardCode::read(&code, &[other.log().verifying_key()]).map(|(_, s)| s), Some(Signed::Unknown));
    assert!(other.rows("find", &Query::by("q", &code)).is_empty());
    assert!(node.app.gate.log(Zone::Border).is_none());
}

#[test]
fn a_no_to_every_question_leads_to_the_same_card() {
    let node = Node::new();
    let card = |agreed: bool| {
        let consents: Vec<Value> = ["assistance", "tracing", "photo", "contact"]
            .iter()
            .map(|about| json!({ "about": about, "agreed": agreed }))
            .collect();
        let json = json!({ "head": crate::node::details("Hawa"), "consents": consents });
        let household = node.done("register_household", &json)["household"].clone();
        node.done("issue_card", &json!({ "household": household }));
        let card = node.record("card", "household", &household);
        (card["serial"].clone(), card["issued"].clone(), card["ended"].clone())
    };
    assert_eq!(card(true), card(false));
}
