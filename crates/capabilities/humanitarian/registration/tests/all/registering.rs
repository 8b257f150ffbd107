//! From the hand-over to a registered household.

use crate::node::{Node, details, elsewhere, site, somebody};
use access::{Query, Request, Role};
use contracts::handover::HandoverFact;
use kernel::Purpose;
use log::At;
use serde_json::json;

fn hand_over(node: &Node, token: &str, urgent: bool) {
    let fact = HandoverFact::HandedOver { token: token.to_owned(), urgent };
    let at = At::new(node.app.gate.now(), At::example().actor, Purpose::System, [5; 32]);
    let stream = access::gate::derived_stream("handover", token.as_bytes());
    node.log().commit(&at, |commit| commit.record(stream, &[fact], &at)).unwrap();
}

#[test]
fn an_urgent_hand_over_stands_first_and_leaves_the_queue_when_its_household_is_registered() {
    let node = Node::new();
    hand_over(&node, "7F3K-22QD", false);
    node.pass(600);
    hand_over(&node, "9AAA-BBBB", true);
    let queue = node.rows("handovers", &Query::default());
    let tokens: Vec<_> = queue.iter().map(|row| row["registration_token"].as_str().unwrap()).collect();
    assert_eq!(tokens, ["9AAA-BBBB", "7F3K-22QD"]);

    let opened = node.done("open_household", &json!({ "token": "MN1:9aaa-bbbb" }));
    let queue = node.rows("handovers", &Query::default());
    assert_eq!(queue[0]["registration_handover"], "opened");
    assert_eq!(node.refused("open_household", &json!({ "token": "9AAABBBB" })), "REG-010");

    let done = node.done("register_household", &json!({ "household": opened["household"], "head": details("حواء") }));
    assert_eq!(done["household"], opened["household"]);
    assert_eq!(node.rows("handovers", &Query::default()).len(), 1);
}

#[test]
fn a_household_of_five_is_one_commit_and_is_listed_by_its_number() {
    let node = Node::new();
    let done = node.household(&["حواء عيسى", "Issa", "Mariam", "Ali", "Fatimé"]);
    let facts = node.log().after(0, 100).unwrap();
    assert_eq!(facts.len(), 2 + 5 * 2);
    let listed = node.rows("households", &Query::default());
    assert_eq!(listed[0]["registration_number"], done["number"]);
    assert_eq!((&listed[0]["registration_head"], &listed[0]["registration_size"]), (&json!("حواء عيسى"), &json!(5)));
    assert_eq!(done["people"].as_array().unwrap().len(), 5);
}

#[test]
fn the_same_form_sent_twice_registers_once() {
    let node = Node::new();
    let clerk = somebody(Role::RegistrationClerk);
    let request = Request { key: Some("form 1".into()), happened: None };
    let json = json!({ "head": details("Hawa") });
    let run = |json| node.app.gate.run(&clerk, "registration.register_household", json, &request);
    let (first, second) = (run(&json).unwrap(), run(&json).unwrap());
    assert!(second.repeated && first.answer == second.answer);
    assert_eq!(run(&json!({ "head": details("Issa") })).unwrap_err().code, "GEN-409");
    assert_eq!(node.rows("households", &Query::default()).len(), 1);
}

#[test]
fn a_household_of_another_site_looks_like_one_that_does_not_exist() {
    let node = Node::new();
    let done = node.household(&["Hawa"]);
    let id = done["household"].as_str().unwrap();
    let other = elsewhere(Role::RegistrationSupervisor);
    let add = |household: &str| {
        let json = json!({ "household": household, "relationship": "child", "details": details("Ali") });
        node.run(&other, "add_member", &json).unwrap_err()
    };
    let nowhere = "018f0000-0000-7000-8000-000000000000";
    assert_eq!(add(id), add(nowhere));
    let view = |id: &str| node.app.gate.view(&other, "registration.household", &Query::by("id", id)).unwrap_err();
    assert_eq!(view(id), view(nowhere));
    assert!(node.rows_for(&other, "households", &Query::default()).is_empty());
    let without_site = access::Who { site: None, ..somebody(Role::RegistrationClerk) };
    let refused = node.run(&without_site, "register_household", &json!({ "head": details("Hawa") })).unwrap_err();
    assert_eq!(refused.code, "ACC-001");
    assert_ne!(other.site, Some(site()));
}

#[test]
fn a_record_that_a_desk_began_waits_at_that_desk_alone() {
    let node = Node::new();
    hand_over(&node, "MN1:7F3K-22QD", false);
    hand_over(&node, "MN1:8GKK-33RE", true);
    let waits = |who: &access::Who| node.rows_for(who, "handovers", &Query::default()).len();
    let (here, there) = (somebody(Role::RegistrationClerk), elsewhere(Role::RegistrationClerk));
    assert_eq!((waits(&here), waits(&there)), (2, 2));
    node.done("open_household", &json!({ "token": "7F3K22QD" }));
    assert_eq!((waits(&here), waits(&there)), (2, 1));
}

#[test]
fn the_views_are_the_same_after_a_rebuild() {
    let node = Node::new();
    let first = node.household(&["Hawa", "Issa", "Ali"]);
    let second = node.household(&["Mariam", "Zeinab"]);
    node.done("join_households", &json!({ "household": first["household"], "from": second["household"] }));
    node.done("issue_card", &json!({ "household": first["household"] }));
    let seen = || {
        let views = [first["household"].clone(), second["household"].clone()];
        (views.map(|id| node.record("household", "id", &id)), node.rows("find", &Query::by("q", "Issa")))
    };
    let before = seen();
    node.log().rebuild(&mut |_, _| {}).unwrap();
    assert_eq!(seen(), before);
}
