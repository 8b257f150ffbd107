//! The way of a procedure, from the first reason to the closing.

use crate::node::{Node, actor, assessment};
use serde_json::json;

#[test]
fn a_procedure_goes_from_assessment_over_panel_and_child_to_closing() {
    let node = Node::new();
    assert_eq!(node.stage(), "assess");
    let node = node.with_panel();
    assert_eq!(node.stage(), "opinions");
    node.done("doctor", "give_opinion", json!({ "opinion": "differs", "text": "her brother too" }));
    node.done("boss", "give_opinion", json!({ "opinion": "agrees" }));
    node.done("boss", "take_decision", json!({ "text": "with her aunt and her brother", "review_by": "2099-02-01" }));
    assert_eq!(node.stage(), "tell");
    let early = json!({ "outcome": "cared_for", "summary": "s" });
    assert_eq!(node.run("officer", "ask_closing", early.clone()).unwrap_err().code, "BES-010");
    node.done("officer", "tell_child", json!({ "how": "in_person", "language": "ar", "said": "is glad" }));
    node.done("officer", "ask_closing", early);
    let no = json!({ "step": "closing", "agreed": false });
    assert_eq!(node.run("boss", "rule_on_step", no).unwrap_err().fields[0].code, "BES-006");
    node.done("boss", "rule_on_step", json!({ "step": "closing", "agreed": true }));
    assert_eq!(node.stage(), "closed");
    assert_eq!(node.run("officer", "write_assessment", assessment(false)).unwrap_err().code, "BES-001");
}

#[test]
fn a_caregiver_is_verified_by_proof_child_and_supervisor_before_the_child_goes_there() {
    let node = Node::new();
    let check = json!({ "check": { "name": "Khadija", "relation": "aunt", "proof": "papers", "wish": "yes", "found": "verified" } });
    node.done("officer", "check_caregiver", check);
    let caregivers = node.seen("officer").unwrap()["procedure"]["caregivers"].as_object().unwrap().clone();
    let caregiver = caregivers.keys().next().unwrap();
    let arranged = json!({ "arrangement": { "kind": "kinship", "caregiver": caregiver, "from": "2026-11-24", "review_by": "2099-01-01" } });
    let refused = node.run("officer", "arrange_care", arranged.clone()).unwrap_err();
    assert_eq!((refused.fields[0].field.as_str(), refused.fields[0].code.as_ref()), ("arrangement.urgent", "BES-008"));
    node.done("boss", "rule_on_step", json!({ "step": { "caregiver": caregiver }, "agreed": true }));
    node.done("officer", "arrange_care", arranged);
    assert_eq!(node.seen("officer").unwrap()["review_by"], "2099-01-01");
}

#[test]
fn an_officer_who_gives_it_away_knows_no_more_of_it() {
    let node = Node::new();
    node.done("boss", "give_procedure", json!({ "to": actor("other"), "reason": "on leave" }));
    assert!(node.seen("other").is_ok());
    assert_eq!(node.seen("officer").unwrap_err().status, 404);
}
